import { checkBranch } from '../names.ts';
import type { RepositoryHandle } from '../repositories.ts';
import { type Checks, readChecks } from './checks.ts';
import type { Connection } from './connect.ts';
import { GitHubError, isGitHubError, mayHaveHappened } from './github-error.ts';
import { markerOf } from './marker.ts';
import { openRepository } from './own-repository.ts';

/** A pull request of a build. Plain data, so that a workflow can keep it. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  /** The commit that it asks to merge. */
  readonly commit: string;
}

export interface WantedPullRequest {
  readonly repository: RepositoryHandle;
  readonly branch: string;
  /** `main` when not given. */
  readonly base?: string;
  readonly title: string;
  /** Markdown; the build's marker is added where people do not see it. */
  readonly body: string;
}

/** Pull requests of builds' repositories. Every verb may be repeated. */
export interface PullRequests {
  /** Opens one for a branch, or finds the open one: GitHub has one a branch, and so have we. */
  open(wanted: WantedPullRequest): Promise<PullRequest>;
  /** The open one of a branch. */
  find(repository: RepositoryHandle, branch: string): Promise<PullRequest | undefined>;
  /** Closes without merging; one that is closed or merged already is fine. */
  close(repository: RepositoryHandle, number: number): Promise<void>;
  /** What checks say of a commit, such as a pull request's. */
  checks(repository: RepositoryHandle, commit: string): Promise<Checks>;
}

/** The pull requests of an account's repositories. */
export function pullRequestsOf(connection: Connection): PullRequests {
  const { octokit, owner } = connection;
  const nameOf = async (repository: RepositoryHandle) => (await openRepository(connection, repository)).name;
  return {
    async open(wanted) {
      checkBranch(wanted.branch);
      return openOne(connection, await nameOf(wanted.repository), wanted);
    },
    async find(repository, branch) {
      checkBranch(branch);
      return findOpen(connection, await nameOf(repository), branch);
    },
    async close(repository, number) {
      const repo = await nameOf(repository);
      const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
      if (data.state === 'open') await octokit.rest.pulls.update({ owner, repo, pull_number: number, state: 'closed' });
    },
    async checks(repository, commit) {
      return readChecks(connection, await nameOf(repository), commit);
    },
  };
}

async function openOne(connection: Connection, repo: string, wanted: WantedPullRequest): Promise<PullRequest> {
  const { octokit, owner } = connection;
  const { branch, base = 'main', title, body, repository } = wanted;
  const existing = await findOpen(connection, repo, branch);
  if (existing !== undefined) return existing;
  try {
    const marked = `${body.trimEnd()}\n\n<!-- ${markerOf(repository.build)} -->\n`;
    const { data } = await octokit.rest.pulls.create({ owner, repo, head: branch, base, title, body: marked });
    return { number: data.number, url: data.html_url, branch, commit: data.head.sha };
  } catch (error) {
    if (isGitHubError(error, 'github-request-refused') && /no commits between/i.test(error.objection ?? '')) {
      throw new GitHubError('pull-request-empty', `The branch ${branch} has nothing that ${base} has not.`, {
        cause: error,
      });
    }
    // A refusal may say that there is one by now: another attempt's, or this one's under a lost answer.
    if (!mayHaveHappened(error) && !isGitHubError(error, 'github-request-refused')) throw error;
    const made = await findOpen(connection, repo, branch);
    if (made === undefined) throw error;
    return made;
  }
}

/**
 * The open pull request of a branch. The repository is the build's own and a branch has one open at most, so the branch
 * finds it; of several to different bases, the one with the build's marker is first.
 */
async function findOpen(
  { octokit, owner }: Connection,
  repo: string,
  branch: string,
): Promise<PullRequest | undefined> {
  const { data } = await octokit.rest.pulls.list({
    owner,
    repo,
    state: 'open',
    head: `${owner}:${branch}`,
    per_page: 100,
  });
  const ours = data.filter(({ head }) => head.ref === branch);
  const found = ours.find(({ body }) => /<!-- foundry-[a-z0-9-]+ -->/.test(body ?? '')) ?? ours[0];
  return found && { number: found.number, url: found.html_url, branch, commit: found.head.sha };
}
