import { z } from 'zod';
import type { FieldName } from '../accounts/fields.ts';
import { mayStand } from './standing.ts';
import type { BuildState } from './state.ts';

/** What a build may leave standing when its workflow ends without a teardown, in the sequence in which it is removed. */
export const leftoverThings = ['schedule', 'environments', 'infrastructure', 'repository'] as const;
export type LeftoverThing = (typeof leftoverThings)[number];

const noted = z.object({ leftovers: z.array(z.enum(leftoverThings)) });

/** What was found standing after a build, as its record's summary notes it. */
export function leftoversIn(summary: unknown): readonly LeftoverThing[] {
  const read = noted.safeParse(summary);
  return read.success ? read.data.leftovers : [];
}

/** What stands of a build that has ended, as its own end says; schemas and pull requests go with what they are in, or by hand. */
export function leftoversOf(state: Pick<BuildState, 'status' | 'begun' | 'steps'>): readonly LeftoverThing[] {
  const standing = mayStand(state);
  return state.status === 'closed' ? leftoverThings.filter((thing) => standing.includes(thing)) : [];
}

/** Fields that say whose accounts a demo stands in. */
export const placeFields = ['github_owner', 'dbt_cloud_host', 'dbt_cloud_account_id'] as const satisfies FieldName[];
const places = z.partialRecord(z.enum(placeFields), z.string());
export type Places = z.infer<typeof places>;

/** Whose accounts a build was given, of those that the service's own settings do not name. */
export function placesOf({ access }: Pick<BuildState, 'access'>): Places {
  const given = placeFields.map((name) => [name, access?.values[name]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

const placed = z.object({ places });

/** The same, as a record's summary notes it. */
export function placesIn(summary: unknown): Places {
  const read = placed.safeParse(summary);
  return read.success ? read.data.places : {};
}

const inWarehouse = z.object({ schemas: z.string() });

/** What the names of the schemas begin with that were left in the warehouse. */
export function schemasLeftIn(summary: unknown): string | undefined {
  const read = inWarehouse.safeParse(summary);
  return read.success ? read.data.schemas : undefined;
}

const cancelled = z.object({ outcome: z.literal('cancelled'), left: z.array(z.string()).min(1) });

/** Whether somebody decided, when cancelling the build, that it stays. */
export function keptOnPurpose(summary: unknown): boolean {
  return cancelled.safeParse(summary).success;
}
