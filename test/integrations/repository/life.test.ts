import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at, filesOf, gitAsPerson, someRepositories, wanted } from './repositories.ts';

async function aPublished() {
  const { repositories, root, folder } = await someRepositories();
  const repository = await repositories.create(wanted);
  const main = await repositories.commit({
    repository,
    branch: 'main',
    files: filesOf({ 'a.sql': 'select 1' }),
    message: 'First',
    at,
  });
  return { repositories, root, folder, repository, main };
}

describe('a published repository', () => {
  it('is cloned by its URL, with all its branches and nothing else', async () => {
    const { repositories, repository, folder, main } = await aPublished();
    await repositories.commit({
      repository,
      branch: 'incident/late-orders',
      parent: main,
      files: filesOf({ b: '2' }),
      message: 'm',
      at,
    });
    await gitAsPerson(folder, 'clone', '--quiet', repositories.cloneUrl(repository), 'my clone');

    const clone = join(folder, 'my clone');
    expect(await readFile(join(clone, 'a.sql'), 'utf8')).toBe('select 1');
    expect(
      (await gitAsPerson(clone, 'for-each-ref', '--format=%(refname)', 'refs/remotes')).split('\n').sort(),
    ).toEqual(['refs/remotes/origin/HEAD', 'refs/remotes/origin/incident/late-orders', 'refs/remotes/origin/main']);
    expect(await gitAsPerson(clone, 'rev-parse', 'HEAD')).toBe(main);
  });

  it('is put away with its history, leaving its name to others', async () => {
    const { repositories, repository, root, main } = await aPublished();
    await repositories.archive(repository);
    await repositories.archive(repository);

    expect(await repositories.find('b1')).toBeUndefined();
    await expect(repositories.branches(repository)).rejects.toMatchObject({ code: 'repository-missing' });
    expect(await gitAsPerson(join(root, 'archive', 'acme-dbt-demo.b1.git'), 'rev-parse', 'main')).toBe(main);
    expect(await repositories.create({ name: wanted.name, build: 'b2' })).toEqual({ name: wanted.name, build: 'b2' });
  });

  it('is removed with its files, archived or not, and removing again is fine', async () => {
    const { repositories, repository, root } = await aPublished();
    const second = await repositories.create({ name: 'second', build: 'b2' });
    await repositories.archive(second);
    for (const handle of [repository, second, second]) await repositories.remove(handle);

    expect(await readdir(root)).toEqual(['archive']);
    expect(await readdir(join(root, 'archive'))).toEqual([]);
    await expect(access(join(root, 'acme-dbt-demo.git'))).rejects.toThrow();
    await expect(repositories.archive(repository)).rejects.toMatchObject({ code: 'repository-missing' });
  });
});
