import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { draftScenario } from '../../../src/activities/steps/draft-scenario.ts';
import { root } from '../../../src/config.ts';
import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { scenarioSchema } from '../../../src/domain/scenario/scenario.ts';
import { unsoundDraftSchema } from '../../../src/domain/scenario/unsound-draft.ts';
import { fileBook } from '../../../src/integrations/ai/prompted/file-book.ts';
import { createPromptedProvider } from '../../../src/integrations/ai/prompted/provider.ts';
import { readPrompts } from '../../../src/integrations/ai/prompts/prompt-files.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../../src/integrations/artifacts/step-results.ts';
import { ecommerce, shopBrief } from '../../domain/blueprint/ecommerce.ts';
import { scriptedModel } from '../../integrations/ai/prompted/scripted-model.ts';

const { understanding, design, story } = answersOf(ecommerce.scenario);
const unsound = { ...design, marts: design.marts.map((mart) => ({ ...mart, grain: ['nothing'] })) };
const context = { signal: new AbortController().signal, progress: () => {} };
const prompts = await readPrompts(join(root, 'prompts'));

async function stepWith(answers: Record<string, readonly unknown[]>) {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-draft-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const stepResults = fileStepResults(join(folder, 'artifacts'), artifacts);
  const { model, asked } = scriptedModel(answers);
  const provider = createPromptedProvider(model, fileBook(prompts));
  // The step reads nothing else.
  const deps = { artifacts, stepResults, provider, codeVersion: 'test' } as unknown as Dependencies;
  const brief = await putJson(artifacts, shopBrief({ call_minutes: 60 }));
  return { artifacts, asked, draft: () => draftScenario(deps)({ brief, take: 0 }, context) };
}

test('a sound draft is kept with its outline and the prompts that it was asked with', async () => {
  const { artifacts, asked, draft } = await stepWith({
    'understand-customer': [understanding],
    'design-models': [unsound, design],
    'tell-story': [story],
  });
  const drafted = await draft();
  if (!('scenario' in drafted)) throw new Error('not sound');
  expect((await getJson(artifacts, scenarioSchema, drafted.scenario)).marts).toEqual(ecommerce.scenario.marts);
  const names = ['system', 'brief', 'understand-customer', 'design-models', 'tell-story', 'mend-answer'];
  expect(drafted.prompts?.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(drafted.prompts).toContainEqual({ name: 'tell-story', digest: prompts.tasks['tell-story'].digest });
  expect(await draft()).toEqual({ ...drafted, reused: true });
  expect(asked).toHaveLength(4);
});

test('an unsound draft is stored for a person to mend, and is not found again in place of a new one', async () => {
  const { artifacts, asked, draft } = await stepWith({
    'understand-customer': [understanding],
    'design-models': [unsound, unsound, unsound, design],
    'tell-story': [story],
  });
  const drafted = await draft();
  if (!('draft' in drafted)) throw new Error('not a draft');
  const { faults, sections } = await getJson(artifacts, unsoundDraftSchema, drafted.draft);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.every(({ section }) => section === 'models')).toBe(true);
  expect(sections.talk_track).toContain('talk_track:');
  expect(drafted.prompts?.map(({ name }) => name)).toContain('simpler-scenario');

  // What was sound is not asked for again.
  const before = asked.length;
  expect(await draft()).toHaveProperty('scenario');
  expect(asked.slice(before).map(({ task }) => task)).toEqual(['design-models', 'tell-story']);
});
