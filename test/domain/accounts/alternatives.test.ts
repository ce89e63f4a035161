import { expect, it } from 'vitest';
import { noAccess } from '../../../src/domain/accounts/account-access.ts';
import { chosenFields, unusedFields } from '../../../src/domain/accounts/alternatives.ts';
import type { FieldName } from '../../../src/domain/accounts/fields.ts';
import { mergedAccess } from '../../../src/domain/accounts/merged-access.ts';
import { gitHubLogin } from '../../../src/domain/accounts/needed-fields.ts';

const all: readonly FieldName[] = ['github_token', 'github_app_id', 'github_app_private_key'];
const given =
  (...names: readonly FieldName[]) =>
  (name: FieldName) =>
    names.includes(name);
const app = ['github_app_id', 'github_app_private_key'];

it('means the one way that is given whole', () => {
  expect(chosenFields(gitHubLogin, noAccess, given('github_token', 'github_app_id'))).toEqual(['github_token']);
  expect(chosenFields(gitHubLogin, noAccess, given('github_app_id', 'github_app_private_key'))).toEqual(app);
  expect(chosenFields(gitHubLogin, noAccess, given('github_app_private_key'))).toBeUndefined();
});

it('means what was entered for a demo before the settings, else the recommended one', () => {
  expect(chosenFields(gitHubLogin, noAccess, given(...all))).toEqual(['github_token']);
  const entered = { values: { github_app_id: '1' }, secrets: {} };
  expect(chosenFields(gitHubLogin, entered, given(...all))).toEqual(app);
  expect([...unusedFields(entered, given(...all))]).toEqual(['github_token']);
});

it('lets what is entered take the place of another way, and leaves all else', () => {
  const before = {
    values: { github_app_id: '1', github_owner: 'acme' },
    secrets: { github_app_private_key: 'a', snowflake_password: 'b' },
  };
  const token = { values: {}, secrets: { github_token: 'c' } };
  expect(mergedAccess(before, token)).toEqual({
    values: { github_owner: 'acme' },
    secrets: { snowflake_password: 'b', github_token: 'c' },
  });
  const key = { values: {}, secrets: { snowflake_private_key: 'd' } };
  expect(mergedAccess(before, key).secrets).toEqual({ github_app_private_key: 'a', snowflake_private_key: 'd' });
  expect(mergedAccess(before, { values: { github_app_id: '2' }, secrets: {} })).toEqual({
    values: { github_app_id: '2', github_owner: 'acme' },
    secrets: before.secrets,
  });
});
