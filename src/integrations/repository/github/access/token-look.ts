import type { Connection } from '../connect.ts';
import { scopesIn } from '../explain-failure.ts';
import { isGitHubError } from '../github-error.ts';
import { findInstallation } from '../sign-in-as-app.ts';

/** What a token says of itself. */
export type TokenLook =
  /** A person's classic token, which lists its scopes. */
  | { readonly kind: 'classic'; readonly login: string; readonly scopes: readonly string[] }
  /** A person's fine-grained token, which lists nothing. */
  | { readonly kind: 'fine-grained'; readonly login: string }
  /** An App's installation, which is nobody; its permissions are known where it was found by the App's own key. */
  | { readonly kind: 'installation'; readonly permissions?: Readonly<Record<string, string>> };

/** Asks GitHub once who the token is, for all checks that want to know. */
export function lookAtToken(connection: Connection): () => Promise<TokenLook> {
  const { octokit, asApp } = connection;
  const look = async (): Promise<TokenLook> => {
    if (asApp) {
      const { permissions } = await findInstallation(octokit.request, connection);
      return { kind: 'installation', permissions };
    }
    try {
      const { data, headers } = await octokit.rest.users.getAuthenticated();
      const listed = headers['x-oauth-scopes'];
      if (listed === undefined) return { kind: 'fine-grained', login: data.login };
      return { kind: 'classic', login: data.login, scopes: scopesIn(listed) };
    } catch (error) {
      const isApp = isGitHubError(error, 'github-scope-missing') && /by integration/i.test(error.objection ?? '');
      if (isApp) return { kind: 'installation' };
      throw error;
    }
  };
  let looking: Promise<TokenLook> | undefined;
  return () => {
    looking ??= look();
    return looking;
  };
}
