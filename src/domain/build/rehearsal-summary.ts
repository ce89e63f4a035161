/** What a rehearsal came to; the report itself is an artifact. Digests as in `state.ts`. */
export interface RehearsalSummary {
  readonly project: string;
  readonly report: string;
  readonly passed: boolean;
  readonly checks: number;
  readonly failed: number;
  readonly seconds: number;
  readonly dbtVersion: string;
}

/** How it went, in a few words: `rehearsed, red: 1 of 2 checks failed`. */
export function rehearsalInWords({ passed, checks, failed }: RehearsalSummary): string {
  return passed
    ? `rehearsed, green: all ${checks} checks held`
    : `rehearsed, red: ${failed} of ${checks} checks failed`;
}
