/** The workflow's own clock, as an ISO instant: the same on every replay. */
export function now(): string {
  return new Date().toISOString();
}
