import type { Revision } from './state.ts';

/** What a new revision takes over from the one before, besides the scenario: whatever no longer fits is passed over. */
export type CarriedOver = Pick<Revision, 'asOf' | 'overlays' | 'takes' | 'repaired'>;

export function carriedOver({ asOf, overlays, takes, repaired }: Revision): CarriedOver {
  return {
    asOf,
    ...(overlays === undefined ? {} : { overlays }),
    ...(takes === undefined ? {} : { takes }),
    ...(repaired === undefined ? {} : { repaired }),
  };
}
