import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { account } from '../../eval/account.ts';
import { briefFiles } from '../../eval/brief-files.ts';
import { type Evaluation, evaluateBrief } from '../../eval/evaluate-brief.ts';
import { figuresOf } from '../../eval/figures.ts';
import { replayingModel } from '../../eval/replaying-model.ts';
import { table } from '../../eval/table.ts';
import { root } from '../../src/config.ts';
import { fileBook } from '../../src/integrations/ai/prompted/file-book.ts';
import { readPrompts } from '../../src/integrations/ai/prompts/prompt-files.ts';
import { fileStepResults, type StepResults } from '../../src/integrations/artifacts/step-results.ts';
import { type OpenBench, openBench } from '../activities/rehearse-blueprint.ts';
import { answerOpen, ecommerceAnswers } from './ecommerce-answers.ts';

const wishes = `brief: petal.yaml
wishes:
  - { id: one-revenue, wish: One revenue., quote: Refunds, shown_by: metric, must_be_there: A metric. }
  - { id: doubles-are-caught, wish: Doubles., quote: Refunds, shown_by: incident, must_be_there: An incident. }
  - { id: no-drones, wish: No drones., quote: Refunds, shown_by: model, must_be_there: A model. }
`;

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  const briefs = join(bench.folder, 'briefs');
  await mkdir(join(briefs, 'wishes'), { recursive: true });
  await writeFile(join(briefs, 'petal.yaml'), 'company: Petal & Pine\ncall_minutes: 60\ndiscovery_notes: Refunds.\n');
  await writeFile(join(briefs, 'unwished.yaml'), 'company: Nobody\n');
  await writeFile(join(briefs, 'wishes/petal.yaml'), wishes);
}, 60_000);
afterAll(() => bench.close());

/** A run that finds nothing of an earlier one again, as every call of the command is; or one that finds all of it. */
async function evaluate(stepResults?: StepResults): Promise<Evaluation & { readonly stepResults: StepResults }> {
  const { deps, folder } = bench;
  const results = stepResults ?? fileStepResults(await mkdtemp(join(folder, 'results-')), deps.artifacts);
  const files = await briefFiles(join(folder, 'briefs'));
  expect(files.map(({ name }) => name)).toEqual(['petal']);
  const [file] = files;
  if (!file) throw new Error('there is a brief');
  const evaluation = await evaluateBrief(
    {
      deps: { ...deps, stepResults: results },
      book: fileBook(await readPrompts(join(root, 'prompts'))),
      signal: new AbortController().signal,
      answers: join(folder, 'answers'),
      work: join(folder, 'work'),
      proves: [],
      modelFor: (desk, told) => replayingModel({ desk, told }),
      progress: () => {},
    },
    file,
  );
  return { ...evaluation, stepResults: results };
}

it('a brief goes as far as its answers reach, is repaired, and meets the wishes that what ran shows', {
  timeout: 10 * 60_000,
}, async () => {
  const good = ecommerceAnswers();
  // A slip that no check sees before dbt runs it.
  const right = good.get('write-sql.dim_products') as { sql: string };
  const slip = { ...right, sql: right.sql.replace('sum(quantity)', 'total(quantity)') };
  expect(slip.sql).not.toBe(right.sql);
  const answers = new Map([...good, ['write-sql.dim_products', slip], ['repair-sql.dim_products.round-1', right]]);

  const waves: string[][] = [];
  let seen = await evaluate();
  for (; seen.asked.some(({ outcome }) => outcome === 'waiting'); seen = await evaluate()) {
    waves.push(await answerOpen(seen.desk, answers));
  }
  expect(waves.slice(0, 3)).toEqual([['understand-customer'], ['design-models'], ['tell-story']]);
  // Rows that refer to none and all SQL are asked for at once, before what follows from them.
  expect(waves[3]).toContain('write-rows.shop.customers');
  expect(waves[3]).toContain('write-sql.fct_orders');
  expect(waves[3]).not.toContain('write-rows.shop.orders');
  expect(waves.at(-1)).toEqual(['repair-sql.dim_products.round-1']);

  const before = figuresOf(seen, 'claude-opus-5-5');
  expect(before).toMatchObject({ validAtOnce: true, greenAtOnce: false, greenAfterRepair: true, rounds: 1 });
  expect(before).toMatchObject({ wishesMet: 0, wishes: 3, estimated: true, waiting: 0 });
  expect(before.price).toBeGreaterThan(0);
  expect(seen.unused).toEqual([]);
  expect(await readFile(join(seen.desk.open, 'project/dbt_project.yml'), 'utf8')).toContain('petal_pine_demo');

  const draft = await readFile(join(seen.desk.open, 'wishes-met.draft.yaml'), 'utf8');
  expect(draft).toContain(`scenario: ${seen.scenario}`);
  expect(draft).toContain('- id: doubles-are-caught');
  await writeFile(
    join(seen.desk.answers, 'wishes-met.yaml'),
    `scenario: ${seen.scenario}
wishes:
  - { id: one-revenue, shown_by: [{ kind: metric, name: revenue }], because: It is one. }
  - { id: doubles-are-caught, shown_by: [{ kind: incident, name: delivered-twice }], because: It fails. }
  - { id: no-drones, shown_by: [{ kind: model, name: fct_drones }], because: It is said. }
`,
  );
  const judged = await evaluate(seen.stepResults);
  expect(judged.judgedBefore).toBe(false);
  const figures = figuresOf(judged, 'claude-opus-5-5');
  expect(figures).toMatchObject({ greenAfterRepair: true, wishesMet: 2, wishes: 3 });
  expect(account(judged, root)).toContain('  wish not met: no-drones: no model fct_drones ran');
  expect(table([figures])).toMatch(/\| petal \| .* \| yes +\| 1 +\| 2 of 3/);
});
