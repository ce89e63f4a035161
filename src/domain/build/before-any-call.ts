/** Failures of a step that lacks what it would call others' services with. */
const codes: ReadonlySet<string> = new Set([
  'account-secret-lost',
  'account-field-missing',
  'account-field-unusable',
  'github-app-key-unusable',
  'dbt-cloud-host-unusable',
]);

/** Whether an attempt that failed with this code has called nothing outside that makes anything. */
export function isBeforeAnyCall(code: string): boolean {
  return codes.has(code);
}
