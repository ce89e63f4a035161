import { FoundryError, within } from '../../../domain/foundry-error.ts';

const again = 'Try again in a moment; GitHub’s status page may say more.';

/** What each code means to the person, and whether the same call may do better by itself later. */
const codes = {
  'github-token-refused': { retryable: false, mend: 'Make a new token at GitHub and enter it again.' },
  'github-scope-missing': {
    retryable: false,
    mend: 'Give the token the scope repo (fine-grained: administration, contents and pull requests, read and write), or enter another one.',
  },
  'github-sso-required': {
    retryable: false,
    mend: 'Authorise the token for the organisation’s single sign-on, then try again.',
  },
  'github-forbidden': {
    retryable: false,
    mend: 'Ask an owner of the organisation for the right to do this, or choose another account.',
  },
  /** GitHub also answers so where the token may not see what is there. */
  'github-not-found': {
    retryable: false,
    mend: 'Check the names, and that the token may see this repository or organisation.',
  },
  /** Something else happens to the repository at the same moment. */
  'github-conflict': { retryable: true, mend: again },
  'github-request-refused': {
    retryable: false,
    mend: 'Change what GitHub objects to, then try again; the log of this build says more.',
  },
  'github-rate-limited': { retryable: true, mend: 'Wait until the limit is lifted, or use another account’s token.' },
  'github-secondary-limited': { retryable: true, mend: 'Wait a little; fewer builds at once with one token help.' },
  'github-unavailable': { retryable: true, mend: again },
  /** Something in between answered, or half of an answer came. */
  'github-unreadable': {
    retryable: true,
    mend: 'Check the address of GitHub’s interface and any proxy in between, then try again.',
  },
  'github-timed-out': { retryable: true, mend: again },
  'github-unreachable': {
    retryable: true,
    mend: 'Check the connection to GitHub, proxies included, and try again.',
  },
  'github-app-key-unusable': {
    retryable: false,
    mend: 'Enter the whole private key that GitHub made for the App, as its file holds it.',
  },
  'github-app-not-installed': {
    retryable: false,
    mend: 'Install the App for that organisation, with access to all repositories, or enter another one.',
  },
  'github-owner-missing': { retryable: false, mend: 'Enter the name of a user or an organisation at GitHub.' },
  'github-owner-not-yours': {
    retryable: false,
    mend: 'Enter the account that the token belongs to, or an organisation that it may make repositories in.',
  },
  'github-names-taken': { retryable: false, mend: 'Choose another name for the repository.' },
  'github-tree-too-large': { retryable: false, mend: 'Remove files that do not belong there, then try again.' },
  'pull-request-empty': { retryable: false, mend: 'Commit the change to its branch first.' },
  'template-not-allowed': {
    retryable: false,
    mend: 'Choose one of the allowed template repositories, or have this one added to the allowed ones.',
  },
  'template-missing': { retryable: false, mend: 'Check the address and the branch, tag or commit of the template.' },
  'template-unfit': {
    retryable: false,
    mend: 'Take out of the template repository what cannot be used, then try again.',
  },
} as const;

export type GitHubErrorCode = keyof typeof codes;

export interface GitHubErrorDetails {
  /** When to try again at the earliest, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Where the person can mend it. */
  readonly link?: string | undefined;
  /** GitHub's own id of the failed request, for its support. */
  readonly requestId?: string | undefined;
  /** What GitHub objects to, in its words and on one line. */
  readonly objection?: string | undefined;
  readonly mend?: string | undefined;
  readonly cause?: unknown;
}

/** A primary limit is lifted after an hour at most. */
const longestWait = 61 * 60_000;

/** A call to GitHub failed. No token and no content of a request is in any of its words. */
export class GitHubError extends FoundryError {
  declare readonly code: GitHubErrorCode;
  declare readonly requestId?: string;
  declare readonly objection?: string;

  constructor(code: GitHubErrorCode, sentence: string, details: GitHubErrorDetails = {}) {
    const { retryable, mend } = codes[code];
    const retryAfterMs = within(longestWait, details.retryAfterMs);
    const { link, cause } = details;
    super(code, sentence, { retryable, mend: details.mend ?? mend, retryAfterMs, link, cause });
    if (details.requestId) this.requestId = details.requestId;
    if (details.objection) this.objection = details.objection;
  }
}

/** Whether the error is one of these failures of GitHub. */
export function isGitHubError(error: unknown, ...among: readonly GitHubErrorCode[]): error is GitHubError {
  return error instanceof GitHubError && (among.length === 0 || among.includes(error.code));
}

/** Whether what was asked for may have been done although no answer says so: look before asking again. */
export function mayHaveHappened(error: unknown): error is GitHubError {
  return isGitHubError(error, 'github-unavailable', 'github-unreadable', 'github-timed-out', 'github-unreachable');
}
