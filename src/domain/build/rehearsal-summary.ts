/** What a rehearsal came to; the report itself is an artifact. Digests as in `state.ts`. */
export interface RehearsalSummary {
  readonly project: string;
  readonly report: string;
  readonly passed: boolean;
  readonly checks: number;
  readonly failed: number;
  readonly seconds: number;
  readonly dbtVersion: string;
  /** How it came about: rounds of repair just before it, and pieces that stand as a repair left them. */
  readonly repairs?: { readonly rounds: number; readonly pieces: number };
}

/** How it went, in a few words: `rehearsed, red: 1 of 2 checks failed`. */
export function rehearsalInWords({ passed, checks, failed, repairs }: RehearsalSummary): string {
  const after = repairs === undefined ? '' : `, ${repairsInWords(repairs)}`;
  return passed
    ? `rehearsed, green: all ${checks} checks held${after}`
    : `rehearsed, red: ${failed} of ${checks} checks failed${after}`;
}

/** What repairs had to do with it: `after 2 rounds of repair, 1 piece changed`. */
export function repairsInWords({ rounds, pieces }: NonNullable<RehearsalSummary['repairs']>): string {
  const changed = `${pieces} ${pieces === 1 ? 'piece' : 'pieces'} changed`;
  if (rounds === 0) return `${changed} by an earlier repair`;
  return `after ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of repair, ${changed}`;
}
