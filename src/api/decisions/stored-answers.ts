import type { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { instructionsSchema } from '../../domain/build/instructions.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { isDigest } from '../../domain/digest.ts';
import { checkEdit } from '../../domain/project/lint/lint-project.ts';
import { overlaysSchema } from '../../domain/project/snapshot.ts';
import { callOf, checkScenario } from '../../domain/scenario/check/check-scenario.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { ArtifactDamaged, ArtifactMissing } from '../../integrations/artifacts/errors.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { AppDeps } from '../app-deps.ts';

/** What belongs to one kind of decision, checked, or what is wrong with it. */
export type Special =
  | { readonly ok: true; readonly fields: Record<string, unknown> }
  | { readonly ok: false; readonly field: string; readonly errors: readonly string[] };

/**
 * Instructions that are stored already. A decision that names something else under this digest would become a step that
 * fails and that no retry can mend, so it is read before it is sent.
 */
export async function storedInstructions(artifacts: ArtifactStore, digest: string): Promise<Special> {
  const read = await readStored(artifacts, instructionsSchema, digest);
  return read
    ? taken('instructions', digest)
    : refused('instructions', 'No instructions are stored under this digest.');
}

/** A stored scenario, which has to hold together. */
export async function storedScenario(artifacts: ArtifactStore, state: BuildState, digest: string): Promise<Special> {
  const scenario = await readStored(artifacts, scenarioSchema, digest);
  if (!scenario) return refused('scenario', 'No scenario is stored under this digest.');
  const problems = checkScenario(scenario, callOf(await getJson(artifacts, briefSchema, state.brief)));
  if (problems.length === 0) return taken('scenario', digest);
  return refused('scenario', ...problems.map(({ path, message }) => `${path}: ${message}`));
}

/** Stored edits of files, each as it could be made in the page. */
export async function storedOverlays(
  { artifacts, dbtSchemas }: Pick<AppDeps, 'artifacts' | 'dbtSchemas'>,
  digest: string,
): Promise<Special> {
  const read = await readStored(artifacts, overlaysSchema, digest);
  if (!read) return refused('overlays', 'No edits of files are stored under this digest.');
  const findings = read.overlays.flatMap(({ path, content }) => checkEdit(path, content, dbtSchemas));
  if (findings.length === 0) return taken('overlays', digest);
  return refused('overlays', ...findings.map(({ path, message }) => `${path}: ${message}`));
}

async function readStored<Schema extends z.ZodType>(
  artifacts: ArtifactStore,
  schema: Schema,
  digest: string,
): Promise<z.output<Schema> | undefined> {
  // Not even the name of something stored.
  if (!isDigest(digest)) return undefined;
  try {
    return await getJson(artifacts, schema, digest);
  } catch (error) {
    if (error instanceof ArtifactMissing || error instanceof ArtifactDamaged) return undefined;
    throw error;
  }
}

function taken(field: string, digest: string): Special {
  return { ok: true, fields: { [field]: digest } };
}

function refused(field: string, ...errors: string[]): Special {
  return { ok: false, field, errors };
}
