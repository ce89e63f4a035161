import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type GitHubOptions, openGitHub } from '../../../../src/integrations/repository/github/open-github.ts';
import { startGitHub } from '../../../setup/github/github.ts';
import type { StoredRepository, Token } from '../../../setup/github/state.ts';
import { at, filesOf, testFolder } from '../repositories.ts';

export const secret = 'ghp_this-is-the-token-that-nobody-may-read';

/** A GitHub of this test's own with Ann, Bob and the organisation Acme that Ann is in; nothing may be misused in it. */
export async function someGitHub(token: Token = { login: 'ann', scopes: ['repo', 'read:org', 'delete_repo'] }) {
  const folder = await testFolder();
  const github = await startGitHub(join(folder, 'github'));
  onTestFinished(async () => {
    await github.close();
    expect(github.misuses).toEqual([]);
  });
  const { state } = github;
  state.addAccount('ann', 'User');
  state.addAccount('bob', 'User');
  const acme = state.addAccount('acme', 'Organization');
  acme.members.set('ann', { role: 'member', state: 'active' });
  state.tokens.set(secret, token);

  const lines: string[] = [];
  const access = {
    apiUrl: github.url,
    credential: { kind: 'token', token: secret } as const,
    owner: 'acme',
    progress: (line: string) => void lines.push(line),
  };
  const open = (more: Partial<GitHubOptions> = {}) => openGitHub({ ...access, ...more });
  const bare = (name: string, owner = 'acme') => state.folderOf(owner, name);
  return { folder, github, state, acme, access, open, bare, lines, repositories: open() };
}

/** With a repository that has a first commit. */
export async function aPublished() {
  const some = await someGitHub();
  const repository = await some.repositories.create({ name: 'acme-dbt-demo', build: 'b1' });
  const first = { repository, branch: 'main', files: filesOf({ 'a.sql': 'select 1' }), message: 'First', at };
  const main = await some.repositories.commit(first);
  return { ...some, repository, first, main, stored: storedAs(some.state.repositories, repository.name) };
}

export function storedAs(repositories: readonly StoredRepository[], name: string): StoredRepository {
  const found = repositories.find((repository) => repository.name === name);
  if (found === undefined) throw new Error(`There is no repository ${name}.`);
  return found;
}
