import type { GitHubErrorCode } from '../github-error.ts';
import { GitHubError } from '../github-error.ts';

/** What was looked at before any work, and what came of it. Plain data for a table. */
export interface AccessCheck {
  readonly id: 'token' | 'scopes' | 'owner' | 'sso' | 'name' | 'template';
  readonly title: string;
  /** `unknown`: cannot be seen now; the sentence says what will prove it. */
  readonly state: 'ok' | 'failed' | 'unknown';
  readonly sentence: string;
  readonly mend?: string;
  readonly link?: string;
  /** Of the template: the commit that would be read. */
  readonly commit?: string;
}

export type Found = Omit<AccessCheck, 'id' | 'title'>;

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
  'github-owner-missing',
  'github-owner-not-yours',
  'template-not-allowed',
  'template-missing',
];

/** Runs one check by itself: whatever goes wrong in it is its result. */
export async function checkOf(id: AccessCheck['id'], title: string, look: () => Promise<Found>): Promise<AccessCheck> {
  try {
    return { id, title, ...(await look()) };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { code, sentence, mend, link } = error;
    const state = final.includes(code) ? 'failed' : 'unknown';
    return { id, title, state, sentence, mend, ...(link === undefined ? {} : { link }) };
  }
}
