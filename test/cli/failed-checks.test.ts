import { expect, test } from 'vitest';
import { failedChecks } from '../../src/cli/failed-checks.ts';
import type { AccountCheck } from '../../src/domain/accounts/account-check.ts';
import { aDigest, aStep, asking } from '../views/fixtures/states.ts';

const checks: readonly AccountCheck[] = [
  { id: 'token', title: 'GitHub token', state: 'ok', sentence: 'It is valid.' },
  {
    ...{ id: 'account', title: 'dbt Cloud account', state: 'failed', sentence: 'It is not reached.' },
    ...{ mend: 'Enter its number.', link: 'https://cloud.getdbt.com/settings' },
  },
  { id: 'login', title: 'Login', state: 'unknown', sentence: 'The first run proves it.' },
];
const accounts = { checks: aDigest('c'), failed: 1, unknown: 1, at: '2026-11-21T00:00:00.000Z' };
const client = { artifact: async (digest: string) => (digest === accounts.checks ? checks : undefined) };

test('a build that stopped at its accounts names the rows that failed, each with its mend and link', async () => {
  const step = aStep('check-accounts', { status: 'failed' });
  expect(await failedChecks(client, asking('accounts', { steps: [step], accounts }, step))).toEqual([
    '  ✗ dbt Cloud account: It is not reached. Enter its number. https://cloud.getdbt.com/settings',
  ]);
});

test('a build that stopped elsewhere names none', async () => {
  const step = aStep('run-production', { status: 'failed' });
  expect(await failedChecks(client, asking('step-failed', { steps: [step], accounts }, step))).toEqual([]);
});
