import { expect, it } from 'vitest';
import { noAccess } from '../../../src/domain/accounts/account-access.ts';
import type { FieldName } from '../../../src/domain/accounts/fields.ts';
import { gitHubFields } from '../../../src/domain/accounts/github-access.ts';

const both: readonly FieldName[] = ['github_token', 'github_app_id', 'github_app_private_key'];
const given = (...names: readonly FieldName[]) => {
  return (name: FieldName) => names.includes(name);
};

it('calls GitHub in the one way that is given whole', () => {
  expect(gitHubFields(noAccess, given('github_token', 'github_app_id'))).toEqual(['github_token']);
  expect(gitHubFields(noAccess, given('github_app_id', 'github_app_private_key'))?.[0]).toBe('github_app_id');
  expect(gitHubFields(noAccess, given('github_app_private_key'))).toBeUndefined();
});

it('takes what was entered for a demo before the settings, and an App before a token', () => {
  expect(gitHubFields(noAccess, given(...both))?.[0]).toBe('github_app_id');
  const handle = 'secret-1';
  expect(gitHubFields({ values: {}, secrets: { github_token: handle } }, given(...both))).toEqual(['github_token']);
  const app = { values: { github_app_id: '1' }, secrets: { github_token: handle } };
  expect(gitHubFields(app, given(...both))?.[0]).toBe('github_app_id');
});
