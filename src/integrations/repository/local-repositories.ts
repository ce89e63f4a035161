import { pathToFileURL } from 'node:url';
import { bareFolder, buildsOfBares, createBare, findBare, openBare } from './bare-repository.ts';
import { commitFiles } from './commit-files.ts';
import { exportFiles } from './export-files.ts';
import { git } from './git.ts';
import { checkHandle } from './names.ts';
import { readFiles } from './read-tree.ts';
import { branchHead, listBranches } from './refs.ts';
import type { Repositories } from './repositories.ts';
import { archiveBare, removeBare } from './retire.ts';

/**
 * Repositories as bare Git repositories in a folder of this machine.
 *
 * @example
 * const repositories = localRepositories('.data/repositories');
 * const repository = await repositories.create({ name: 'acme-dbt-demo', build: 'b7f3' });
 */
export function localRepositories(root: string): Repositories {
  return {
    create: (wanted) => createBare(root, wanted),
    find: (build) => findBare(root, build),
    builds: () => buildsOfBares(root),

    async commit({ repository, ...input }) {
      return commitFiles(await openBare(root, repository), input);
    },

    async branches(repository) {
      return listBranches(await openBare(root, repository));
    },

    async headOf(repository, branch) {
      return branchHead(await openBare(root, repository), branch);
    },

    async readTree(repository, at) {
      return readFiles(await openBare(root, repository), at);
    },

    async checkout(repository, at, folder) {
      await exportFiles(await readFiles(await openBare(root, repository), at), folder);
    },

    async deleteBranch(repository, branch) {
      const directory = await openBare(root, repository);
      if ((await branchHead(directory, branch)) === undefined) return;
      await git(directory, ['update-ref', '-d', `refs/heads/${branch}`]);
    },

    archive: (repository) => archiveBare(root, repository),
    remove: (repository) => removeBare(root, repository),

    cloneUrl(repository) {
      checkHandle(repository);
      return pathToFileURL(bareFolder(root, repository)).href;
    },
  };
}
