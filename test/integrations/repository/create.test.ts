import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localRepositories } from '../../../src/integrations/repository/local-repositories.ts';
import { at, filesOf, gitAsPerson, someRepositories, testFolder, wanted } from './repositories.ts';

async function commitSomething(): Promise<string> {
  const { repositories } = await someRepositories();
  const repository = await repositories.create(wanted);
  return repositories.commit({ repository, branch: 'main', files: filesOf({ a: '1' }), message: 'm', at });
}

describe('creating a repository', () => {
  it('makes a bare one without hooks, and finds it again for the same build', async () => {
    const { root, repositories } = await someRepositories();
    expect(await repositories.find('b1')).toBeUndefined();

    expect(await repositories.create(wanted)).toEqual(wanted);
    expect(await repositories.create(wanted)).toEqual(wanted);
    expect(await repositories.create({ name: 'renamed-since', build: 'b1' })).toEqual(wanted);
    expect(await repositories.find('b1')).toEqual(wanted);
    expect(await readdir(root)).toEqual(['acme-dbt-demo.git']);
    expect(await readdir(join(root, 'acme-dbt-demo.git'))).not.toContain('hooks');
    expect(await gitAsPerson(join(root, 'acme-dbt-demo.git'), 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  });

  it('never touches a folder that is not its own', async () => {
    const { root, repositories } = await someRepositories();
    await mkdir(join(root, 'acme-dbt-demo.git'), { recursive: true });
    await writeFile(join(root, 'acme-dbt-demo.git', 'precious'), 'mine');

    expect((await repositories.create(wanted)).name).toBe('acme-dbt-demo-2');
    expect(await readFile(join(root, 'acme-dbt-demo.git', 'precious'), 'utf8')).toBe('mine');
    await repositories.remove(wanted);
    expect(await readFile(join(root, 'acme-dbt-demo.git', 'precious'), 'utf8')).toBe('mine');
  });

  it('takes nothing from the Git settings of the machine', async () => {
    const undisturbed = await commitSomething();
    const home = await testFolder();
    await writeFile(join(home, '.gitconfig'), '[init]\n\tdefaultBranch = trunk\n[user]\n\tname = Somebody\n[broken');
    const before = { ...process.env };
    Object.assign(process.env, {
      HOME: home,
      GIT_AUTHOR_NAME: 'Somebody',
      GIT_DIR: '/nowhere',
      GIT_CONFIG_COUNT: '-1',
    });
    try {
      expect(await commitSomething()).toBe(undisturbed);
    } finally {
      for (const name of ['HOME', 'GIT_AUTHOR_NAME', 'GIT_DIR', 'GIT_CONFIG_COUNT']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
  });

  it.each(['', '..', '../x', 'a/b', '-rf', 'a.git', 'a b', `${'x'.repeat(101)}`])(
    'refuses the name %j',
    async (name) => {
      const { repositories } = await someRepositories();
      await expect(repositories.create({ name, build: 'b1' })).rejects.toMatchObject({ code: 'repository-input' });
      expect(() => repositories.cloneUrl({ name, build: 'b1' })).toThrow(/cannot be a repository's name/);
    },
  );

  it('refuses a build id that is none', async () => {
    const { repositories } = await someRepositories();
    await expect(repositories.find('../b')).rejects.toMatchObject({ code: 'repository-input' });
  });

  it('says that Git is missing', async () => {
    const repositories = localRepositories(await testFolder());
    const path = process.env.PATH;
    process.env.PATH = await testFolder();
    try {
      await expect(repositories.create(wanted)).rejects.toMatchObject({ code: 'git-missing' });
    } finally {
      process.env.PATH = path;
    }
  });
});
