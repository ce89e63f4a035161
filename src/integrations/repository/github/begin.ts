import { setTimeout as sleep } from 'node:timers/promises';
import { authorEmail } from '../author.ts';
import { beginning } from './beginning.ts';
import type { Connection } from './connect.ts';
import { isGitHubError, mayHaveHappened } from './github-error.ts';
import type { Repository } from './own-repository.ts';
import { rawHead } from './refs.ts';

/**
 * Has an empty repository take Git objects. GitHub refuses them with a conflict until it holds a file, and names the
 * contents interface as the way to put one there; the commit that comes with it is replaced by the first real one.
 */
export async function beginRepository(connection: Connection, { name, default_branch }: Repository): Promise<void> {
  const { octokit, owner, signal } = connection;
  for (const pause of [0, 500, 1500, 3000]) {
    await sleep(pause, undefined, signal && { signal });
    if ((await rawHead(connection, name, default_branch)) !== undefined) return;
    try {
      const who = { name: 'Demo Foundry', email: authorEmail };
      await octokit.rest.repos.createOrUpdateFileContents({
        owner,
        repo: name,
        path: '.foundry',
        message: beginning,
        content: Buffer.from('The first commit takes the place of this file.\n').toString('base64'),
        author: who,
        committer: who,
      });
      return;
    } catch (error) {
      // A conflict is also GitHub's word for a repository that it is still making; a refusal, for a file that is there.
      const lookAgain = isGitHubError(error, 'github-conflict', 'github-request-refused', 'github-not-found');
      if ((!lookAgain && !mayHaveHappened(error)) || pause === 3000) throw error;
    }
  }
}
