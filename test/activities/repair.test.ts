import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { draftScenario } from '../../src/activities/steps/draft-scenario.ts';
import { root } from '../../src/config.ts';
import { answersOf } from '../../src/domain/answer/answers-of.ts';
import { briefSchema } from '../../src/domain/brief/brief.ts';
import { repairRecordSchema } from '../../src/domain/project/repair-record.ts';
import { rehearsalReportSchema } from '../../src/domain/rehearsal/report.ts';
import { openModel } from '../../src/integrations/ai/models.ts';
import { fileBook } from '../../src/integrations/ai/prompted/file-book.ts';
import { createPromptedProvider } from '../../src/integrations/ai/prompted/provider.ts';
import { readPrompts } from '../../src/integrations/ai/prompts/prompt-files.ts';
import { getJson, putJson } from '../../src/integrations/artifacts/json.ts';
import { withConventionKeys } from '../domain/answer/convention-keys.ts';
import { piecesOf, sqlAnswerOf } from '../domain/answer/piece-answers.ts';
import { ecommerce } from '../domain/blueprint/ecommerce.ts';
import { type AiVendors, answering, startAiVendors } from '../setup/ai-vendors/stand-in.ts';
import { generateAll, type OpenBench, openBench } from './rehearse-blueprint.ts';
import { makeRepaired } from './repair-project.ts';

const { scenario, pieces } = ecommerce;
const { understanding, design, story } = answersOf(scenario);
const parts = piecesOf(scenario, { ...pieces, rows: withConventionKeys(scenario, pieces.rows) });
const models = [...scenario.intermediate, ...scenario.marts].map(({ name }) => name);
const asOf = '2026-11-20';
const context = { signal: new AbortController().signal, progress: () => {} };

const orders = pieces.sql.find(({ model }) => model === 'fct_orders');
if (!orders) throw new Error('no orders');
/** Revenue of cancelled orders counts: a unit test fails by it. */
const wrong = (factor: number) => ({
  ...orders,
  sql: orders.sql.replace(
    "case when order_status = 'cancelled' then 0 else order_total end",
    `order_total * ${factor}`,
  ),
});

/** What is answered to prompts for `fct_orders`; all others are answered well. */
let written: unknown;
let mended: (prompt: string) => unknown;

function answerTo(prompt: string): unknown {
  if (prompt.startsWith('Work out what this customer')) return understanding;
  if (prompt.startsWith('Design the models')) return design;
  if (prompt.startsWith('The project stands')) return story;
  if (prompt.startsWith('The dbt model fct_orders failed')) return mended(prompt);
  if (prompt.startsWith('Write the rows of one table')) {
    const places = scenario.sources.map(({ system, table }) => prompt.indexOf(`${system}.${table}`));
    const first = Math.min(...places.filter((place) => place >= 0));
    return parts['write-rows']?.[places.indexOf(first)];
  }
  const [, model] = /^Write the logic of the dbt model (\w+)/.exec(prompt) ?? [];
  if (model === 'fct_orders') return written;
  if (model !== undefined) return parts['write-sql']?.[models.indexOf(model)];
  if (prompt.startsWith('Write the SQL that a pull request brings')) {
    return parts['write-change']?.[scenario.changes.findIndex(({ id }) => prompt.includes(id))];
  }
  throw new Error(`nobody would ask this: ${prompt.slice(0, 80)}`);
}

let bench: OpenBench;
let vendors: AiVendors;
beforeAll(async () => {
  [bench, vendors] = await Promise.all([
    openBench(),
    startAiVendors(
      answering(({ prompt }) => answerTo(prompt)),
      { characters: 4_000, pauseMs: 0 },
    ),
  ]);
}, 60_000);
afterAll(async () => {
  await bench.close();
  await vendors.close();
});
beforeEach(() => {
  written = sqlAnswerOf(orders);
  mended = () => sqlAnswerOf(orders);
});

/** The steps with a model of this name, so that none finds what another test made. */
async function started(model: string) {
  const door = { key: 'sk-ant-api03-000000000000000000000000', baseUrl: vendors.anthropicUrl };
  const book = fileBook(await readPrompts(join(root, 'prompts')));
  const provider = createPromptedProvider(openModel('anthropic', door, model), book);
  const deps: Dependencies = { ...bench.deps, provider };
  const brief = await putJson(
    deps.artifacts,
    briefSchema.parse({
      company: 'Petal & Pine',
      industry: 'Furniture',
      call_minutes: 60,
      discovery_notes: 'Refunds.',
    }),
  );
  const drafted = await draftScenario(deps)({ brief, take: 0 }, context);
  if (!('scenario' in drafted)) throw new Error('no scenario');
  return { deps, input: { brief, scenario: drafted.scenario, asOf } };
}

const asked = (start: string) => vendors.requests.filter(({ prompt }) => prompt.startsWith(start));

describe('SQL that fails when it is run', { timeout: 5 * 60_000 }, () => {
  test('is given back with the error, and green after one round', async () => {
    written = sqlAnswerOf(wrong(1));
    const { deps, input } = await started('claude-mends');
    const { rehearsal, rounds } = await makeRepaired(deps, input);
    expect(rehearsal).toMatchObject({ passed: true });
    expect(rounds).toMatchObject([[{ subject: 'fct_orders', outcome: 'repaired' }]]);
    const record = await getJson(deps.artifacts, repairRecordSchema, rounds[0]?.[0]?.record ?? '');
    expect(record.errors.join('\n')).toContain('cancelled_orders_bring_no_revenue');
    expect(record.before).toContain('order_total * 1');
    expect(record.after).not.toContain('order_total * 1');
    const [prompt] = asked('The dbt model fct_orders failed');
    expect(prompt?.prompt).toContain('cancelled_orders_bring_no_revenue');
  });

  test('reaches the person after three rounds that did not mend it, with the file at fault', async () => {
    written = sqlAnswerOf(wrong(1));
    let factor = 1;
    mended = () => {
      factor += 1;
      return sqlAnswerOf(wrong(factor));
    };
    const { deps, input } = await started('claude-mends-nothing');
    const { rehearsal, rounds } = await makeRepaired(deps, input);
    expect(rehearsal.passed).toBe(false);
    expect(rounds.map((round) => round.map(({ outcome }) => outcome))).toEqual([
      ['repaired'],
      ['repaired'],
      ['repaired'],
    ]);
    const report = await getJson(deps.artifacts, rehearsalReportSchema, rehearsal.report);
    const red = report.checks.find(({ passed }) => !passed);
    expect(red).toMatchObject({ stage: 'unit-tests' });
    expect(red?.findings[0]?.path).toMatch(/^models\/marts\//);
  });

  test('is not mended by an answer that drops its test, which is refused each time', async () => {
    written = sqlAnswerOf(wrong(1));
    mended = () => sqlAnswerOf({ ...wrong(1), unit_tests: orders.unit_tests.slice(0, 1) });
    const { deps, input } = await started('claude-cheats');
    const { rehearsal, rounds } = await makeRepaired(deps, input);
    expect(rehearsal.passed).toBe(false);
    expect(rounds.flat().map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    const record = await getJson(deps.artifacts, repairRecordSchema, rounds[0]?.[0]?.record ?? '');
    expect(record.why).toContain('removes the unit test');
  });
});

describe('pieces by a model', () => {
  test('are written after the rows that they refer to, and shown those', async () => {
    const { deps, input } = await started('claude-rows');
    const before = vendors.requests.length;
    await generateAll(deps, input);
    const child = scenario.sources.find(({ columns }) => columns.some(({ references }) => references));
    const parent = child?.columns.find(({ references }) => references)?.references?.source ?? '';
    const rows = withConventionKeys(scenario, pieces.rows).find(({ source }) => source === parent);
    const requests = vendors.requests.slice(before).filter(({ prompt }) => prompt.startsWith('Write the rows'));
    const about = (id: string) =>
      requests.findIndex(({ prompt }) => {
        const places = scenario.sources.map(
          ({ system, table }) => [`${system}.${table}`, prompt.indexOf(`${system}.${table}`)] as const,
        );
        const [first] = places.filter(([, at]) => at >= 0).sort(([, one], [, other]) => one - other);
        return first?.[0] === id;
      });
    const childAt = about(`${child?.system}.${child?.table}`);
    expect(about(parent)).toBeLessThan(childAt);
    const name = rows?.day_one[0]?.find((cell) => typeof cell === 'string' && cell.includes(' '));
    expect(requests[childAt]?.prompt).toContain(String(name));
  });

  test('are asked for anew one by one, with what is to be different', async () => {
    const { deps, input } = await started('claude-anew');
    await generateAll(deps, input);
    const before = vendors.requests.length;
    const previous = await putJson(deps.artifacts, orders);
    const instructions = await putJson(deps.artifacts, { schema: 'instructions/1', text: 'Name the late ones.' });
    const takes = [{ step: 'generate-sql', subject: 'fct_orders', take: 1, instructions, previous } as const];
    await generateAll(deps, { ...input, takes });
    const anew = vendors.requests.slice(before).map(({ prompt }) => prompt);
    const [own, ...following] = anew;
    expect(own).toContain('Write the logic of the dbt model fct_orders');
    expect(own).toContain('Name the late ones.');
    // What is made from it follows, and nothing else.
    const altering = scenario.changes.filter(({ alters }) => alters.includes('fct_orders'));
    expect(following).toHaveLength(altering.length);
    expect(following.every((prompt) => prompt.startsWith('Write the SQL that a pull request brings'))).toBe(true);
    const again = vendors.requests.length;
    await generateAll(deps, { ...input, takes });
    expect(vendors.requests).toHaveLength(again);
  });
});
