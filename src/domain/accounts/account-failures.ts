/** Failures that other values for the accounts mend, or a change made there: the build asks and goes on. */
const mendedByAccounts: ReadonlySet<string> = new Set([
  'accounts-not-ready',
  'account-secret-lost',
  'account-field-missing',
  'account-field-unusable',
  'github-token-refused',
  'github-scope-missing',
  'github-sso-required',
  'github-forbidden',
  'github-app-key-unusable',
  'github-app-not-installed',
  'github-owner-missing',
  'github-owner-not-yours',
  'dbt-cloud-host-unusable',
  'dbt-cloud-token-refused',
  'dbt-cloud-forbidden',
  'dbt-cloud-account-missing',
  'terraform-token-refused',
  'terraform-token-not-allowed',
]);

/** Whether a step that failed with this code waits for other values for the accounts. */
export function waitsForAccounts(code: string): boolean {
  return mendedByAccounts.has(code);
}
