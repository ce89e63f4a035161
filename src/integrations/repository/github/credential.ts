import { createPrivateKey } from 'node:crypto';
import { GitHubError } from './github-error.ts';

/** How GitHub is called: as a person by their token, or as a GitHub App where it is installed for the owner. */
export type GitHubCredential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string };

/** @throws GitHubError `github-app-key-unusable` where the App's key cannot sign */
export function checkCredential(credential: GitHubCredential): void {
  if (credential.kind === 'token') return;
  try {
    createPrivateKey(credential.privateKey);
  } catch {
    // What OpenSSL says of a key is not for the person, and might quote it.
    throw new GitHubError('github-app-key-unusable', 'The private key of the GitHub App cannot be read.');
  }
}
