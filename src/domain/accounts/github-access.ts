import type { AccountAccess } from './account-access.ts';
import type { FieldName } from './fields.ts';

/** How a build calls GitHub, by the fields that say it. */
export type GitHubFields = readonly ['github_token'] | readonly ['github_app_id', 'github_app_private_key'];

const token = ['github_token'] as const;
const app = ['github_app_id', 'github_app_private_key'] as const;

/**
 * Which of both ways is meant where GitHub may be called as a person or as an App: what was entered for this build goes
 * before the settings, and an App, which is set on purpose, before a token. `undefined` where neither is given.
 */
export function gitHubFields(
  { values, secrets }: AccountAccess,
  isGiven: (name: FieldName) => boolean,
): GitHubFields | undefined {
  const given = [app, token].filter((fields) => fields.every(isGiven));
  const entered = given.filter((fields) => fields.some((name) => (values[name] ?? secrets[name]) !== undefined));
  return entered[0] ?? given[0];
}
