import type { AccountCheck, Found } from '../../../../domain/accounts/account-check.ts';
import type { GitHubErrorCode } from '../github-error.ts';
import { GitHubError } from '../github-error.ts';

export type GitHubCheck = AccountCheck<'token' | 'scopes' | 'owner' | 'sso' | 'name' | 'template'>;

export const ok = (sentence: string, more: Partial<Found> = {}): Found => ({ ...more, state: 'ok', sentence });
export const failed = (sentence: string, mend: string, link?: string): Found => ({
  state: 'failed',
  sentence,
  mend,
  ...(link === undefined ? {} : { link }),
});
export const unknown = (sentence: string): Found => ({ state: 'unknown', sentence });

/** Failures that only a person can mend: the check has failed. After any other, nothing is known. */
const final: readonly GitHubErrorCode[] = [
  'github-token-refused',
  'github-scope-missing',
  'github-sso-required',
  'github-app-key-unusable',
  'github-app-not-installed',
  'github-owner-missing',
  'github-owner-not-yours',
  'template-not-allowed',
  'template-missing',
];

/** Runs one check by itself: whatever goes wrong in it is its result. */
export async function checkOf(id: GitHubCheck['id'], title: string, look: () => Promise<Found>): Promise<GitHubCheck> {
  try {
    return { id, title, ...(await look()) };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { code, sentence, mend, link } = error;
    const state = final.includes(code) ? 'failed' : 'unknown';
    return { id, title, state, sentence, mend, ...(link === undefined ? {} : { link }) };
  }
}
