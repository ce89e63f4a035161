import { accountChecksSchema } from '../domain/accounts/account-checks.ts';
import type { BuildState } from '../domain/build/state.ts';
import type { FoundryClient } from './foundry-client.ts';

/** The rows of the accounts' table that failed, a line each, where a build stopped at them; else nothing. */
export async function failedChecks(
  client: Pick<FoundryClient, 'artifact'>,
  { ask, accounts }: Pick<BuildState, 'ask' | 'accounts'>,
): Promise<string[]> {
  if (ask?.step?.name !== 'check-accounts' || accounts === undefined) return [];
  const checks = accountChecksSchema.parse(await client.artifact(accounts.checks));
  return checks
    .filter(({ state }) => state === 'failed')
    .map(({ title, sentence, mend, link }) =>
      [`  ✗ ${title}: ${sentence}`, mend, link].filter((part) => part !== undefined).join(' '),
    );
}
