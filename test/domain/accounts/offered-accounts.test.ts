import { expect, it } from 'vitest';
import { offeredAccounts, originOf } from '../../../src/domain/accounts/offered-accounts.ts';

const token = 'ghp_0123456789abcdefghij';
const offered = offeredAccounts({ github_token: token, github_owner: 'acme', dbt_cloud_account_id: 'eleven' });

it('forms are told where values come from, and the plain ones that can be used', () => {
  expect(offered.values).toEqual({ github_owner: 'acme' });
  expect(offered.origins).toMatchObject({
    ...{ github_token: 'setting', github_owner: 'setting' },
    ...{ dbt_cloud_account_id: 'unusable', dbt_cloud_host: 'none' },
  });
  expect(JSON.stringify(offered)).not.toContain(token);
});

it('what was entered for a build goes before the settings', () => {
  const given = { values: { dbt_cloud_account_id: '11' }, secrets: { github_token: `key-${'a'.repeat(26)}` } };
  const origins = (['github_token', 'dbt_cloud_account_id', 'github_owner', 'dbt_cloud_host'] as const).map((name) =>
    originOf(name, offered, given),
  );
  expect(origins).toEqual(['entered', 'entered', 'setting', 'none']);
});
