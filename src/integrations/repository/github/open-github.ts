import { exportFiles } from '../export-files.ts';
import { checkHandle } from '../names.ts';
import type { Repositories, RepositoryHandle } from '../repositories.ts';
import { commitFiles } from './commit-files.ts';
import { connect, type GitHubAccess } from './connect.ts';
import { createRepository } from './create-repository.ts';
import { buildOfMarked } from './marker.ts';
import { findRepository, listRepositories, openRepository } from './own-repository.ts';
import { type PullRequests, pullRequestsOf } from './pull-requests.ts';
import { readTemplate, type Template } from './read-template.ts';
import { readTree } from './read-tree.ts';
import { branchHead, deleteBranch, listBranches, resolveCommit } from './refs.ts';
import { archiveRepository, removeRepository } from './retire-repository.ts';

export interface GitHubOptions extends GitHubAccess {
  /** Of new repositories, for people. */
  readonly description?: string;
  /** Of new repositories, besides the service's own: lower-case letters, digits and hyphens. */
  readonly topics?: readonly string[];
  /** The template repositories that may be read: web addresses or `owner/name`, an owner's all by `owner/*`. */
  readonly allowedTemplates?: readonly string[];
}

/** Builds' repositories at GitHub. Besides `RepositoryError`, every verb throws `GitHubError`. */
export interface GitHub extends Repositories {
  readonly pullRequests: PullRequests;
  /** Where people see the repository. */
  webUrl(repository: RepositoryHandle): string;
  /** The files of a template repository at a branch, tag or commit, or of its default branch. */
  readTemplateAt(url: string, ref?: string): Promise<Template>;
}

/**
 * Repositories in the account of a user or an organisation at GitHub. Opened anew for each step, with its signal and its
 * progress; makes no call yet.
 *
 * @example
 * const github = openGitHub({ apiUrl: 'https://api.github.com', token, owner: 'acme', signal, progress });
 * const repository = await github.create({ name: 'acme-dbt-demo', build: 'b7f3' });
 */
export function openGitHub(options: GitHubOptions): GitHub {
  const connection = connect(options);
  const { owner } = connection;
  const presentation = { description: options.description ?? 'A dbt demo', topics: options.topics ?? ['dbt'] };
  const open = (repository: RepositoryHandle) => openRepository(connection, repository);
  const webUrl = (repository: RepositoryHandle) => {
    checkHandle(repository);
    return `${connection.webUrl}/${owner}/${repository.name}`;
  };
  const read = async (repository: RepositoryHandle, at: string) => {
    const { name: repo } = await open(repository);
    const commit = await resolveCommit(connection, repo, at);
    return readTree(connection, { owner, repo }, commit.tree.sha);
  };

  return {
    pullRequests: pullRequestsOf(connection),
    webUrl,
    readTemplateAt: (url, ref) => readTemplate(connection, options.allowedTemplates ?? [], url, ref),

    create: (wanted) => createRepository(connection, wanted, presentation),
    find: (build) => findRepository(connection, build),
    async builds() {
      const builds: string[] = [];
      for await (const listed of listRepositories(connection)) {
        const build = listed.archived ? undefined : buildOfMarked(listed);
        if (build !== undefined) builds.push(build);
      }
      return builds;
    },

    commit: async ({ repository, ...input }) => commitFiles(connection, await open(repository), input),
    branches: async (repository) => listBranches(connection, (await open(repository)).name),
    headOf: async (repository, branch) => (await branchHead(connection, (await open(repository)).name, branch))?.sha,
    readTree: read,
    checkout: async (repository, at, folder) => exportFiles(await read(repository, at), folder),
    deleteBranch: async (repository, branch) => deleteBranch(connection, (await open(repository)).name, branch),

    archive: (repository) => archiveRepository(connection, repository),
    remove: (repository) => removeRepository(connection, repository),
    cloneUrl: (repository) => `${webUrl(repository)}.git`,
  };
}
