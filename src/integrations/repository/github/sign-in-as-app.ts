import { createAppAuth } from '@octokit/auth-app';
import type { Octokit } from '@octokit/rest';
import { GitHubError, isGitHubError } from './github-error.ts';

type Request = Octokit['request'];
type SignIn = ReturnType<typeof createAppAuth>;

/** What an App has to know to call GitHub for an organisation. */
export interface AppSignIn {
  readonly appId: string;
  readonly privateKey: string;
  readonly owner: string;
  readonly webUrl: string;
  /** The client's own, which it hands to each way of signing in. */
  readonly request: Request;
}

/** Where an App is installed: GitHub's id of it, and what it may do there. */
export interface Installation {
  readonly id: number;
  readonly permissions: Readonly<Record<string, string>>;
}

/** What is asked as the App itself, before it is anywhere. */
const askedAsApp = /\/(orgs\/[^/]+\/installation|app\/installations\/\d+\/access_tokens)$/;

/**
 * A way of signing in for Octokit: each call is made by the App's installation for the owner, which is looked up with the
 * first call. An App makes repositories in organisations only.
 */
export function signInAsApp({ appId, privateKey, owner, webUrl, request }: AppSignIn) {
  const asApp = createAppAuth({ appId, privateKey, request });
  let finding: Promise<SignIn> | undefined;
  const asInstallation = async () => {
    const { id } = await findInstallation(request, { owner, webUrl });
    return createAppAuth({ appId, privateKey, request, installationId: id });
  };
  const hook = async (...[send, route, parameters]: Parameters<SignIn['hook']>) => {
    const { url } = typeof route === 'string' ? send.endpoint(route, parameters) : send.endpoint(route);
    if (askedAsApp.test(new URL(url).pathname)) return asApp.hook(send, route, parameters);
    // One that failed is tried anew with the next call.
    finding ??= asInstallation().catch((error: unknown) => {
      finding = undefined;
      throw error;
    });
    return (await finding).hook(send, route, parameters);
  };
  return Object.assign(async () => ({ type: 'app' }), { hook });
}

/** @throws GitHubError `github-app-not-installed` */
export async function findInstallation(
  request: Request,
  { owner, webUrl }: Pick<AppSignIn, 'owner' | 'webUrl'>,
): Promise<Installation> {
  try {
    const { data } = await request('GET /orgs/{org}/installation', { org: owner });
    return { id: data.id, permissions: { ...data.permissions } };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new GitHubError('github-app-not-installed', `The GitHub App is not installed for an organisation ${owner}.`, {
      link: `${webUrl}/organizations/${owner}/settings/installations`,
      cause: error,
    });
  }
}

function isNotFound(error: unknown): boolean {
  if (isGitHubError(error, 'github-not-found')) return true;
  return error instanceof Error && 'status' in error && error.status === 404;
}
