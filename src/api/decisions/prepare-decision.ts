import { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { type Decision, decisionSchema } from '../../domain/build/decision.ts';
import { type Instructions, longestInstructions } from '../../domain/build/instructions.ts';
import { type BuildState, currentRevision } from '../../domain/build/state.ts';
import { isDigest } from '../../domain/digest.ts';
import { repositoryName } from '../../domain/naming/names.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { callOf } from '../../domain/scenario/check/check-scenario.ts';
import { scenarioSchema, scenarioSections } from '../../domain/scenario/scenario.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { AppDeps } from '../app-deps.ts';
import { editOverlays, type FileEdit } from '../files/edit-overlays.ts';
import { editSection, isSection } from '../scenario/section-yaml.ts';
import { draftEdit } from './draft-edit.ts';
import { enteredAccounts } from './entered-accounts.ts';
import { enteredKey } from './entered-key.ts';
import { pieceAgain } from './piece-again.ts';
import { provisionWish } from './provision-wish.ts';
import { resumedRun } from './resumed-run.ts';
import { type Special, storedInstructions, storedOverlays, storedScenario } from './stored-answers.ts';

/** What somebody sent as a decision, before long texts are stored. */
export type DecisionFields = Readonly<Record<string, unknown>>;

export type PreparedDecision =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly field: string; readonly errors: readonly string[] };

/** What a decision is checked with, and where its texts are stored. */
export type DecisionChecks = Pick<AppDeps, 'artifacts' | 'client' | 'dbtSchemas' | 'checkAccess' | 'records' | 'vault'>;

/**
 * Makes a decision of what was sent: texts, edited sections and edited files are checked and stored first, so that the
 * decision names them by digest. What is named by digest already is read and checked as well. What is wrong is said by
 * field, and nothing is sent.
 */
export async function prepareDecision(
  checks: DecisionChecks,
  state: BuildState,
  fields: DecisionFields,
  who: Pick<Decision, 'by' | 'via'>,
): Promise<PreparedDecision> {
  const base = { kind: fields.kind, ask: number(fields.ask), revision: number(fields.revision), ...who };
  const special = await specialFields(checks, state, fields, who);
  if (!special.ok) return special;
  const read = decisionSchema.safeParse({ ...base, ...special.fields });
  if (read.success) return { ok: true, decision: read.data };
  const [issue] = read.error.issues;
  const field = String(issue?.path[0] ?? 'kind');
  const sentence =
    issue?.code === 'invalid_union' ? 'There is no such decision.' : (issue?.message ?? 'Not a decision.');
  return { ok: false, field, errors: [sentence] };
}

async function specialFields(
  checks: DecisionChecks,
  state: BuildState,
  fields: DecisionFields,
  who: Pick<Decision, 'via'>,
): Promise<Special> {
  const { artifacts } = checks;
  const { kind } = fields;
  switch (kind) {
    case 'regenerate':
      return regeneration(artifacts, fields);
    case 'edit-draft':
      return draftEdit(artifacts, state, fields);
    case 'take-back':
      return { ok: true, fields: { to: number(fields.to) } };
    case 'edit-scenario':
      if (fields.keep === 'draft') return draftEdit(artifacts, state, fields);
      return typeof fields.scenario === 'string'
        ? storedScenario(artifacts, state, fields.scenario)
        : scenarioEdit(artifacts, state, fields);
    case 'edit-files':
      return typeof fields.overlays === 'string'
        ? storedOverlays(checks, fields.overlays)
        : fileEdit(checks, state, fields);
    case 'regenerate-piece':
      return pieceAgain(artifacts, state, fields);
    case 'approve-files':
      return { ok: true, fields: { repositoryName: fields.repositoryName ?? proposedRepositoryName(state) } };
    case 'enter-key':
      return enteredKey(checks, state, text(fields.api_key), who.via);
    case 'enter-accounts':
      return enteredAccounts(checks, state, fields);
    case 'approve-plan':
      return { ok: true, fields: { changes: fields.changes } };
    case 'schedule':
      return { ok: true, fields: { on: onOrOff(fields.on) } };
    case 'provision':
      return provisionWish(checks, state, fields);
    case 'land':
      return { ok: true, fields: { batch: fields.batch } };
    case 'resume':
      return resumedRun(checks, state, text(fields.run));
    case 'reset':
      return { ok: true, fields: { asOf: fields.asOf } };
    case 'extend':
      return { ok: true, fields: { days: number(fields.days) } };
    default:
      return { ok: true, fields: {} };
  }
}

/** The repository's name until somebody chooses another; the same for the whole life of a build. */
export function proposedRepositoryName({ company, createdAt }: Pick<BuildState, 'company' | 'createdAt'>): string {
  return repositoryName(company, createdAt.replaceAll(/\D/g, '').slice(0, 12));
}

async function regeneration(artifacts: ArtifactStore, fields: DecisionFields): Promise<Special> {
  const section = {
    ...(text(fields.section) === '' ? {} : { section: fields.section }),
    ...lockedIn(fields),
  };
  if (typeof fields.instructions === 'string' && isDigest(fields.instructions)) {
    const stored = await storedInstructions(artifacts, fields.instructions);
    return stored.ok ? { ok: true, fields: { ...stored.fields, ...section } } : stored;
  }
  const wish = text(fields.instructions);
  if (wish.length > longestInstructions) {
    return refused(
      'instructions',
      `Instructions may have at most ${longestInstructions.toLocaleString('en')} characters.`,
    );
  }
  const written: Instructions = { schema: 'instructions/1', text: wish };
  const instructions = await putJson(artifacts, written);
  return { ok: true, fields: { instructions, ...section } };
}

/** A form has a field for every section that is locked; a program gives a list. */
function lockedIn(fields: DecisionFields): { readonly locked?: unknown } {
  if (fields.locked !== undefined && fields.locks === undefined) return { locked: fields.locked };
  if (fields.locks === undefined) return {};
  return { locked: Object.keys(scenarioSections).filter((name) => fields[`lock_${name}`] !== undefined) };
}

async function scenarioEdit(artifacts: ArtifactStore, state: BuildState, fields: DecisionFields): Promise<Special> {
  const { section } = fields;
  const revision = currentRevision(state);
  if (!revision) return refused('yaml', 'The scenario cannot be read just now, as no worker answers.');
  if (!isSection(section)) return refused('section', 'There is no such section.');
  const [scenario, brief] = await Promise.all([
    getJson(artifacts, scenarioSchema, revision.scenario),
    getJson(artifacts, briefSchema, state.brief),
  ]);
  const edited = editSection(scenario, section, text(fields.yaml), callOf(brief));
  if (!edited.ok) return { ok: false, field: 'yaml', errors: edited.errors };
  return { ok: true, fields: { scenario: await putJson(artifacts, edited.scenario) } };
}

const fileEditSchema = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('write'), path: z.string(), content: z.string() }),
  z.object({ edit: z.literal('keep-mine'), path: z.string() }),
  z.object({ edit: z.literal('take-generated'), path: z.string() }),
]);

async function fileEdit(checks: DecisionChecks, state: BuildState, fields: DecisionFields): Promise<Special> {
  const { artifacts, dbtSchemas } = checks;
  const revision = currentRevision(state);
  if (!revision?.project) return refused('content', 'There are no files to edit just now.');
  const wish = fileEditSchema.safeParse({ edit: 'write', ...fields });
  if (!wish.success) return refused('content', 'Send the path of a file and its content.');
  const { edit: kind, ...rest } = wish.data;
  const snapshot = await getJson(artifacts, snapshotSchema, revision.project);
  // The discriminator has another name in a form; the rest fits by it.
  const edited = await editOverlays(artifacts, snapshot, revision.overlays, { kind, ...rest } as FileEdit, dbtSchemas);
  if (!edited.ok) return { ok: false, field: 'content', errors: edited.errors };
  return { ok: true, fields: { overlays: await putJson(artifacts, edited.overlays) } };
}

function refused(field: string, sentence: string): Extract<PreparedDecision, { ok: false }> {
  return { ok: false, field, errors: [sentence] };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A form has words for it; a program says true or false. */
function onOrOff(value: unknown): unknown {
  return value === 'on' ? true : value === 'off' ? false : value;
}

function number(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
