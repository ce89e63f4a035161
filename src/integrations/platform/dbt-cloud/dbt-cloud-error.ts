import { FoundryError, within } from '../../../domain/foundry-error.ts';

const again = 'Try again in a moment; status.getdbt.com may say more.';

/** What each code means to the person, and whether the same call may do better by itself later. */
const codes = {
  'dbt-cloud-host-unusable': {
    retryable: false,
    mend: 'Enter the host that you see in the browser when you are in dbt Cloud, such as cloud.getdbt.com or ab123.us1.dbt.com.',
  },
  'dbt-cloud-token-refused': {
    retryable: false,
    mend: 'Make a service token in dbt Cloud under Account settings, Service tokens, and enter it again; check that the host is the account’s own.',
  },
  'dbt-cloud-forbidden': {
    retryable: false,
    mend: 'Give the token the permission set Account Admin, or another that may do this, or enter another token.',
  },
  /** dbt Cloud also answers so where the token may not see what is there. */
  'dbt-cloud-not-found': {
    retryable: false,
    mend: 'Check the account id, and that the token may see this.',
  },
  'dbt-cloud-account-missing': {
    retryable: false,
    mend: 'Check the account id (it is in the address of every page in dbt Cloud), the host, and whose token it is.',
  },
  /** Something else changes the same thing at the same moment. */
  'dbt-cloud-conflict': { retryable: true, mend: again },
  'dbt-cloud-request-refused': {
    retryable: false,
    mend: 'Change what dbt Cloud objects to, then try again; the log of this build says more.',
  },
  'dbt-cloud-rate-limited': { retryable: true, mend: 'Wait until the limit is lifted; fewer builds at once help.' },
  'dbt-cloud-unavailable': { retryable: true, mend: again },
  /** Something in between answered, or something else than the interface. */
  'dbt-cloud-unreadable': {
    retryable: true,
    mend: 'Check the host and any proxy in between, then try again.',
  },
  'dbt-cloud-timed-out': { retryable: true, mend: again },
  'dbt-cloud-unreachable': {
    retryable: true,
    mend: 'Check the host and the connection to it, proxies included, and try again.',
  },
  'dbt-cloud-repository-unknown': {
    retryable: true,
    mend: 'Check that dbt Cloud’s GitHub App is installed for the repository’s account and may see all of its repositories, then try again.',
  },
  'dbt-cloud-run-overdue': {
    retryable: true,
    mend: 'Look at the run in dbt Cloud: it may wait for a free slot. Then try again.',
  },
} as const;

export type DbtCloudErrorCode = keyof typeof codes;

export interface DbtCloudErrorDetails {
  /** When to try again at the earliest, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Where the person can mend it. */
  readonly link?: string | undefined;
  readonly status?: number | undefined;
  readonly mend?: string | undefined;
  readonly retryable?: boolean | undefined;
  readonly cause?: unknown;
}

/** A service may ask for any wait; beyond this a person should look. */
const longestWait = 15 * 60_000;

/** A call to dbt Cloud failed. No token and no content of a request is in any of its words. */
export class DbtCloudError extends FoundryError {
  declare readonly code: DbtCloudErrorCode;
  declare readonly status?: number;

  constructor(code: DbtCloudErrorCode, sentence: string, details: DbtCloudErrorDetails = {}) {
    const { mend = codes[code].mend, retryable = codes[code].retryable, link, cause } = details;
    super(code, sentence, { mend, retryable, link, cause, retryAfterMs: within(longestWait, details.retryAfterMs) });
    if (details.status !== undefined) this.status = details.status;
  }
}

/** Whether the error is one of these failures of dbt Cloud. */
export function isDbtCloudError(error: unknown, ...among: readonly DbtCloudErrorCode[]): error is DbtCloudError {
  return error instanceof DbtCloudError && (among.length === 0 || among.includes(error.code));
}

/** Whether what was asked for may have been done although no answer says so: look before asking again. */
export function mayHaveHappened(error: unknown): error is DbtCloudError {
  return isDbtCloudError(
    error,
    'dbt-cloud-unavailable',
    'dbt-cloud-unreadable',
    'dbt-cloud-timed-out',
    'dbt-cloud-unreachable',
  );
}
