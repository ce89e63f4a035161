import type { Calls } from './calls.ts';
import { isDbtCloudError } from './dbt-cloud-error.ts';
import type { Inventory, Standing, StandingKind } from './inventory.ts';
import { listInventory } from './list-inventory.ts';

/** What came of a removal. */
export interface Removal {
  readonly removed: readonly Standing[];
  /** What still stands, and why as far as that is known. */
  readonly remaining: readonly { readonly standing: Standing; readonly sentence: string }[];
}

/** What needs another goes before it. */
const order: readonly StandingKind[] = [
  'semantic-layer-credential',
  'semantic-layer-configuration',
  'job',
  'environment-variable',
  'environment',
  'credential',
  'repository',
  'project',
  'connection',
];

/**
 * Deletes what an inventory lists and nothing else, each thing before what it needs. A failure does not stop the rest.
 * dbt Cloud answers alike for what is gone and for what the token may not delete, so that the account is listed once more
 * to say what remains. Throws only where that cannot be listed.
 */
export async function removeStanding(calls: Calls, inventory: Inventory): Promise<Removal> {
  const sorted = [...inventory.standing].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const sentences = new Map<string, string>();
  for (const [at, standing] of sorted.entries()) {
    calls.signal?.throwIfAborted();
    calls.progress(`Removing ${at + 1} of ${sorted.length} in dbt Cloud: ${wordsOf(standing)}`);
    try {
      const { path, body } = placeOf(calls, standing);
      await calls.remove(path, body === undefined ? {} : { body });
    } catch (error) {
      if (!isDbtCloudError(error)) throw error;
      sentences.set(keyOf(standing), error.sentence);
    }
  }
  const left = new Set((await listInventory(calls, inventory.marker)).standing.map(keyOf));
  return {
    removed: sorted.filter((standing) => !left.has(keyOf(standing))),
    remaining: sorted
      .filter((standing) => left.has(keyOf(standing)))
      .map((standing) => ({
        standing,
        sentence: sentences.get(keyOf(standing)) ?? 'dbt Cloud said that it was deleted, and lists it still.',
      })),
  };
}

/** A thing in words, such as `environment Production`. */
export function wordsOf({ kind, name, id }: Standing): string {
  return `${kind.replaceAll('-', ' ')} ${name || id}`;
}

function keyOf({ kind, importId }: Standing): string {
  return `${kind} ${importId}`;
}

function placeOf({ accountId }: Calls, standing: Standing): { path: string; body?: unknown } {
  const account = `/v3/accounts/${accountId}`;
  const inProject = 'projectId' in standing ? `${account}/projects/${standing.projectId}` : account;
  const { kind, id, name } = standing;
  switch (kind) {
    case 'project':
      return { path: `${account}/projects/${id}/` };
    case 'connection':
      return { path: `${account}/connections/${id}/` };
    case 'job':
      return { path: `/v2/accounts/${accountId}/jobs/${id}/` };
    case 'repository':
      return { path: `${inProject}/repositories/${id}/` };
    case 'credential':
      return { path: `${inProject}/credentials/${id}/` };
    case 'environment':
      return { path: `${inProject}/environments/${id}/` };
    case 'environment-variable':
      return { path: `${inProject}/environment-variables/bulk/`, body: { name } };
    case 'semantic-layer-configuration':
      return { path: `${inProject}/semantic-layer-configurations/${id}/` };
    case 'semantic-layer-credential':
      return { path: `${account}/semantic-layer-credentials/${id}/` };
  }
}
