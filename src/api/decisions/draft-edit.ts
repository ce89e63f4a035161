import { briefSchema } from '../../domain/brief/brief.ts';
import { type BuildState, currentRevision } from '../../domain/build/state.ts';
import { isDigest } from '../../domain/digest.ts';
import { type Call, callOf } from '../../domain/scenario/check/check-scenario.ts';
import { type ScenarioSection, scenarioSchema, scenarioSections } from '../../domain/scenario/scenario.ts';
import {
  soundScenario,
  type UnsoundDraft,
  unsoundDraft,
  unsoundDraftSchema,
  withTexts,
} from '../../domain/scenario/unsound-draft.ts';
import { ArtifactDamaged, ArtifactMissing } from '../../integrations/artifacts/errors.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import { isSection } from '../scenario/section-yaml.ts';
import type { Special } from './stored-answers.ts';

/**
 * Takes the texts of a draft that a person mends. Once they hold together they are a scenario, and the decision is to
 * edit it; until then they are kept as they were typed.
 */
export async function draftEdit(
  artifacts: ArtifactStore,
  state: BuildState,
  fields: Readonly<Record<string, unknown>>,
): Promise<Special> {
  const call = callOf(await getJson(artifacts, briefSchema, state.brief));
  const draft =
    typeof fields.draft === 'string'
      ? await storedDraft(artifacts, fields.draft)
      : await openDraft(artifacts, state, call);
  if (!draft) return { ok: false, field: 'draft', errors: ['There is no draft to be edited.'] };
  const edited = withTexts(draft, textsIn(fields), call);
  const scenario = soundScenario(edited, call);
  return scenario
    ? { ok: true, fields: { kind: 'edit-scenario', scenario: await putJson(artifacts, scenario) } }
    : { ok: true, fields: { kind: 'edit-draft', draft: await putJson(artifacts, edited) } };
}

/** The draft that the build holds open; else the scenario that stands, which becomes one. */
async function openDraft(artifacts: ArtifactStore, state: BuildState, call: Call): Promise<UnsoundDraft | undefined> {
  if (state.draft !== undefined) return getJson(artifacts, unsoundDraftSchema, state.draft);
  const revision = currentRevision(state);
  return revision && unsoundDraft(await getJson(artifacts, scenarioSchema, revision.scenario), call);
}

async function storedDraft(artifacts: ArtifactStore, digest: string): Promise<UnsoundDraft | undefined> {
  if (!isDigest(digest)) return undefined;
  try {
    return await getJson(artifacts, unsoundDraftSchema, digest);
  } catch (error) {
    if (error instanceof ArtifactMissing || error instanceof ArtifactDamaged) return undefined;
    throw error;
  }
}

/** One section under `section` and `yaml`, or several, each under `yaml_{section}`. */
function textsIn(fields: Readonly<Record<string, unknown>>): Partial<Record<ScenarioSection, string>> {
  const { section, yaml } = fields;
  const single = isSection(section) && typeof yaml === 'string' ? [[section, yaml] as const] : [];
  const several = Object.keys(scenarioSections).flatMap((name) => {
    const text = fields[`yaml_${name}`];
    return typeof text === 'string' ? [[name, text] as const] : [];
  });
  return Object.fromEntries([...single, ...several]);
}
