import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlanInput } from '../../../src/activities/contract.ts';
import { planPieces } from '../../../src/activities/steps/plan-pieces.ts';
import { root } from '../../../src/config.ts';
import { type BriefInput, briefSchema } from '../../../src/domain/brief/brief.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { fileBook } from '../../../src/integrations/ai/prompted/file-book.ts';
import { createPromptedProvider } from '../../../src/integrations/ai/prompted/provider.ts';
import { readPrompts } from '../../../src/integrations/ai/prompts/prompt-files.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../../src/integrations/artifacts/step-results.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { scriptedModel } from '../../integrations/ai/prompted/scripted-model.ts';

interface Given extends Partial<Pick<PlanInput, 'asOf' | 'takes' | 'repaired'>> {
  readonly brief?: Partial<BriefInput>;
  readonly scenario?: Scenario;
}

/** Plans of the library's pieces, by step and subject. */
async function planner() {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-plan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(folder);
  const { model } = scriptedModel({});
  const provider = createPromptedProvider(model, fileBook(await readPrompts(join(root, 'prompts'))));
  const deps = { artifacts, stepResults: fileStepResults(folder, artifacts), provider, codeVersion: 'test' };
  return async ({ brief, scenario = libraryScenario(), asOf = '2026-11-20', ...wishes }: Given = {}) => {
    const { pieces } = await planPieces(deps)({
      brief: await putJson(artifacts, briefSchema.parse({ company: 'Acme', industry: 'Libraries', ...brief })),
      scenario: await putJson(artifacts, scenario),
      asOf,
      ...wishes,
    });
    return new Map(pieces.map((piece) => [`${piece.step} ${piece.subject}`, piece]));
  };
}

type Plan = Awaited<ReturnType<Awaited<ReturnType<typeof planner>>>>;

/** What has another key in one plan than in the other. */
function differing(one: Plan, other: Plan): string[] {
  return [...one].filter(([name, { key }]) => other.get(name)?.key !== key).map(([name]) => name);
}

const loans = libraryScenario().sources.find(({ table }) => table === 'loans');
const loansId = `${loans?.system}.${loans?.table}`;

test('a key covers the words that a model is asked with, and nothing else', async () => {
  const plan = await planner();
  const before = await plan();
  expect(differing(before, await plan())).toEqual([]);
  const figures = differing(before, await plan({ brief: { discovery_notes: 'We lend 4,000 books a year.' } }));
  expect(figures.every((name) => name.startsWith('generate-rows'))).toBe(true);
  expect(figures).toHaveLength(libraryScenario().sources.length);
  // A sentence without a figure reaches no piece.
  expect(differing(before, await plan({ brief: { discovery_notes: 'They like dogs.' } }))).toEqual([]);
  const later = differing(before, await plan({ asOf: '2026-12-01' }));
  expect(later).toEqual(figures);
});

test('a wish for other rows also renews the rows that refer to them, and a wish for those alone nothing else', async () => {
  const plan = await planner();
  const before = await plan();
  const members = libraryScenario().sources.find(({ table }) => table === 'members');
  const take = (subject: string) => [{ step: 'generate-rows', subject, take: 1 } as const];
  const parents = differing(before, await plan({ takes: take(`${members?.system}.members`) }));
  expect(parents.sort()).toEqual([`generate-rows ${loansId}`, `generate-rows ${members?.system}.members`].sort());
  expect(differing(before, await plan({ takes: take(loansId) }))).toEqual([`generate-rows ${loansId}`]);
});

test('a repaired piece stands while nothing changes that it was made from, and what alters it is written on it', async () => {
  const plan = await planner();
  const before = await plan();
  const piece = 'e'.repeat(64);
  const repaired = [
    {
      step: 'generate-sql',
      subject: 'fct_loans',
      key: before.get('generate-sql fct_loans')?.key ?? '',
      piece,
    } as const,
  ];
  const mended = await plan({ repaired });
  expect(mended.get('generate-sql fct_loans')?.piece).toBe(piece);
  const altering = libraryScenario().changes.filter(({ alters }) => alters.includes('fct_loans'));
  expect(differing(before, mended).sort()).toEqual(altering.map(({ id }) => `generate-change ${id}`).sort());

  const scenario = libraryScenario();
  const described = scenario.marts.map((mart) =>
    mart.name === 'fct_loans' ? { ...mart, purpose: 'Otherwise.' } : mart,
  );
  const edited = await plan({ repaired, scenario: { ...scenario, marts: described } });
  expect(edited.get('generate-sql fct_loans')?.piece).toBeUndefined();
});
