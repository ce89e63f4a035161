import { createHash } from 'node:crypto';
import type { PlanDocument, ResourceChange } from './plan-document.ts';

export type PreviewAction = 'create' | 'update' | 'replace' | 'delete' | 'adopt';

/** A field's value as it is shown. */
export type PreviewValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'secret' }
  /** Known once it is made. */
  | { readonly kind: 'later' };

export interface PreviewField {
  /** Dotted path, such as `triggers.schedule`. */
  readonly path: string;
  readonly before?: PreviewValue;
  readonly after?: PreviewValue;
}

export interface PreviewItem {
  readonly address: string;
  /** Such as `dbtcloud_job`. */
  readonly type: string;
  readonly action: PreviewAction;
  /** What changes; of what is made or removed, all that is set. Ids that only its making gives are left out. */
  readonly fields: readonly PreviewField[];
}

/** What a run would do, for showing before it is done. No secret is in it. */
export interface Preview {
  readonly items: readonly PreviewItem[];
  /** Names exactly these changes: a word that was given for one preview counts for no other. */
  readonly digest: string;
}

/**
 * Fields that the provider announces with every change of a job, whatever it is about, and that then stay as they are.
 */
const noise: Readonly<Record<string, readonly string[]>> = {
  dbtcloud_job: ['job_type', 'cost_optimization_features'],
};

/** Makes the preview of a plan. */
export function previewOf(plan: PlanDocument): Preview {
  const items = plan.resource_changes.flatMap((change) => {
    const action = actionOf(change);
    return action && change.mode === 'managed' ? [itemOf(change, action)] : [];
  });
  return { items, digest: createHash('sha256').update(JSON.stringify(items)).digest('hex') };
}

function actionOf({ change: { actions, importing } }: ResourceChange): PreviewAction | undefined {
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete';
  if (importing) return 'adopt';
  if (actions.includes('create')) return 'create';
  return actions.includes('update') ? 'update' : undefined;
}

function itemOf({ address, type, change }: ResourceChange, action: PreviewAction): PreviewItem {
  const before = leaves(change.before, [change.before_sensitive], undefined);
  const after = leaves(change.after, [change.after_sensitive], change.after_unknown);
  const quiet = action === 'update' || action === 'adopt' ? (noise[type] ?? []) : [];
  const fields: PreviewField[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(path), after.get(path)];
    if (action === 'create' && is?.shown.kind === 'later') continue;
    if (quiet.includes(path.split('.')[0] ?? '') && is?.shown.kind === 'later') continue;
    if (JSON.stringify(was?.raw) === JSON.stringify(is?.raw) && was?.shown.kind === is?.shown.kind) continue;
    fields.push({ path, ...(was && { before: was.shown }), ...(is && { after: is.shown }) });
  }
  return { address, type, action, fields };
}

interface Leaf {
  readonly raw: unknown;
  readonly shown: PreviewValue;
}

/** Every set value by its dotted path; lists are one value. */
function leaves(value: unknown, secret: readonly unknown[], later: unknown): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  walk(value, secret[0], later, []);
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
