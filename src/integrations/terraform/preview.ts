import { createHash } from 'node:crypto';
import type {
  Preview,
  PreviewAction,
  PreviewField,
  PreviewItem,
  PreviewValue,
} from '../../domain/build/plan-preview.ts';
import type { PlanDocument, ResourceChange } from './plan-document.ts';
import { scrubber } from './scrub.ts';

/**
 * Fields that the provider announces with every change of a job, whatever it is about, and that then stay as they are.
 */
const noise: Readonly<Record<string, readonly string[]>> = {
  dbtcloud_job: ['job_type', 'cost_optimization_features'],
};

/**
 * Makes the preview of a plan. A value that is secret in one field is secret in all: computed fields repeat what they were
 * given, and Terraform does not mark them.
 * @param secrets values that must not be shown, besides those that the plan marks
 */
export function previewOf(plan: PlanDocument, secrets: readonly string[] = []): Preview {
  const changes = plan.resource_changes.filter(({ mode }) => mode === 'managed');
  const drafts = changes.flatMap((change) => {
    const action = actionOf(change);
    return action ? [{ change, action, before: leavesBefore(change), after: leavesAfter(change) }] : [];
  });
  const marked = drafts.flatMap(({ before, after }) => [...before.values(), ...after.values()]);
  const hidden = marked.flatMap(({ raw, shown }) => (shown.kind === 'secret' && typeof raw === 'string' ? [raw] : []));
  const scrub = scrubber([...secrets, ...hidden]);
  const items = drafts.map((draft) => itemOf(draft, scrub));
  return { items, digest: createHash('sha256').update(JSON.stringify(items)).digest('hex') };
}

function actionOf({ change: { actions, importing } }: ResourceChange): PreviewAction | undefined {
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete';
  if (importing) return 'adopt';
  if (actions.includes('create')) return 'create';
  return actions.includes('update') ? 'update' : undefined;
}

interface Draft {
  readonly change: ResourceChange;
  readonly action: PreviewAction;
  readonly before: ReadonlyMap<string, Leaf>;
  readonly after: ReadonlyMap<string, Leaf>;
}

function itemOf({ change, action, before, after }: Draft, scrub: (text: string) => string): PreviewItem {
  const { address, type } = change;
  const quiet = action === 'update' || action === 'adopt' ? (noise[type] ?? []) : [];
  const fields: PreviewField[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(path), after.get(path)];
    if (action === 'create' && is?.shown.kind === 'later') continue;
    if (quiet.includes(path.split('.')[0] ?? '') && is?.shown.kind === 'later') continue;
    if (JSON.stringify(was?.raw) === JSON.stringify(is?.raw) && was?.shown.kind === is?.shown.kind) continue;
    fields.push({ path, ...(was && { before: mask(was, scrub) }), ...(is && { after: mask(is, scrub) }) });
  }
  const adopted = change.change.importing?.id;
  return { address, type, action, ...(adopted !== undefined && { adopted }), fields };
}

function mask({ raw, shown }: Leaf, scrub: (text: string) => string): PreviewValue {
  const text = JSON.stringify(raw) ?? '';
  return shown.kind === 'value' && scrub(text) !== text ? { kind: 'secret' } : shown;
}

function leavesBefore({ change }: ResourceChange): Map<string, Leaf> {
  return leaves(change.before, change.before_sensitive, undefined);
}

function leavesAfter({ change }: ResourceChange): Map<string, Leaf> {
  return leaves(change.after, change.after_sensitive, change.after_unknown);
}

interface Leaf {
  readonly raw: unknown;
  readonly shown: PreviewValue;
}

/** Every set value by its dotted path; lists are one value. */
function leaves(value: unknown, secret: unknown, later: unknown): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  walk(value, secret, later, []);
  return found;

  function walk(here: unknown, isSecret: unknown, isLater: unknown, path: readonly string[]): void {
    if (isLater === true) {
      keep(undefined, { kind: 'later' }, path);
      return;
    }
    if (isSecret === true) {
      if (here !== null && here !== undefined && here !== '') keep(here, { kind: 'secret' }, path);
      return;
    }
    if (isRecord(here) || (isRecord(isLater) && path.length === 0)) {
      const keys = new Set([...Object.keys(record(here)), ...Object.keys(record(isLater))]);
      for (const key of keys) walk(record(here)[key], record(isSecret)[key], record(isLater)[key], [...path, key]);
      return;
    }
    if (here === null || here === undefined) return;
    const masked = Array.isArray(here) && JSON.stringify(isSecret ?? null).includes('true');
    keep(here, masked ? { kind: 'secret' } : { kind: 'value', value: here }, path);
  }

  function keep(raw: unknown, shown: PreviewValue, path: readonly string[]): void {
    found.set(path.join('.'), { raw, shown });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
