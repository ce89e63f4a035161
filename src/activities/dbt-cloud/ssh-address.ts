import { StepError } from '../step-error.ts';

/**
 * A repository's address as dbt Cloud's GitHub App takes it.
 * @example sshAddress('https://github.com/acme/demo.git') // 'git@github.com:acme/demo.git'
 */
export function sshAddress(cloneUrl: string): string {
  const url = URL.canParse(cloneUrl) ? new URL(cloneUrl) : undefined;
  const [, owner, name] = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(url?.pathname ?? '') ?? [];
  if (!url || !/^https?:$/.test(url.protocol) || !owner || !name) {
    throw new StepError('repository-not-at-github', 'dbt Cloud cannot reach the repository: it is not at GitHub.', {
      mend: 'Go back to the step that publishes the project, and publish it to GitHub.',
    });
  }
  return `git@${url.hostname}:${owner}/${name}.git`;
}
