import { askedWait } from './asked-wait.ts';
import { GitHubError, type GitHubErrorDetails } from './github-error.ts';

/** A refusal of GitHub as it came. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** The answer's body: GitHub's error object, or the text of a page. */
  readonly data: unknown;
  /** What was asked for, such as `POST /user/repos`. */
  readonly call: string;
  /** Where people see this GitHub, such as `https://github.com`. */
  readonly webUrl: string;
  /** Whether a GitHub App asked, not a person. */
  readonly asApp: boolean;
}

/** Says a refusal as an error with a code of its own. */
export function explainFailure(refusal: Refusal): GitHubError {
  const { status, headers, data, call, webUrl, asApp } = refusal;
  const details: GitHubErrorDetails = {
    requestId: text(headers['x-github-request-id']),
    objection: objectionOf(data) || undefined,
  };
  const wait = askedWait(status, headers, messageOf(data));
  if (wait !== undefined) {
    const minutes = Math.ceil(wait.ms / 60_000);
    const until = minutes > 1 ? `${minutes} minutes` : `${Math.ceil(wait.ms / 1000)} seconds`;
    return wait.limit === 'primary'
      ? new GitHubError('github-rate-limited', `The token’s hourly limit at GitHub is used up for ${until}.`, {
          ...details,
          retryAfterMs: wait.ms,
        })
      : new GitHubError('github-secondary-limited', `GitHub asks to slow down and wait ${until}.`, {
          ...details,
          retryAfterMs: wait.ms,
        });
  }
  if (status >= 500) {
    return new GitHubError('github-unavailable', `GitHub has trouble of its own (status ${status}).`, details);
  }
  switch (status) {
    case 401:
      if (asApp) {
        const link = `${webUrl}/settings/apps`;
        const sentence = 'GitHub refused the App: its id and its key do not belong together.';
        return new GitHubError('github-app-key-unusable', sentence, { ...details, link });
      }
      return new GitHubError('github-token-refused', 'GitHub refused the token: it is wrong, expired or revoked.', {
        ...details,
        link: `${webUrl}/settings/tokens`,
      });
    case 403:
      return forbidden(refusal, details);
    case 404:
      return new GitHubError(
        'github-not-found',
        `GitHub found nothing for ${call}, or the token may not see it.`,
        details,
      );
    case 409:
      return new GitHubError('github-conflict', `GitHub could not do this now: ${objectionOf(data)}`, details);
    default:
      return new GitHubError(
        'github-request-refused',
        `GitHub refused ${call} (status ${status}): ${objectionOf(data) || 'it gave no reason.'}`,
        details,
      );
  }
}

function forbidden({ headers, data, call, webUrl, asApp }: Refusal, details: GitHubErrorDetails): GitHubError {
  const sso = ssoOf(headers, webUrl);
  if (sso !== undefined) {
    return new GitHubError('github-sso-required', 'The organisation asks for single sign-on with this token.', {
      ...details,
      link: sso.link,
    });
  }
  const accepted = scopesIn(headers['x-accepted-oauth-scopes']);
  const has = scopesIn(headers['x-oauth-scopes']);
  const lacksScope =
    text(headers['x-oauth-scopes']) !== undefined &&
    accepted.length > 0 &&
    !accepted.some((scope) => has.includes(scope));
  if (lacksScope) {
    return new GitHubError('github-scope-missing', `The token lacks the scope ${accepted.join(' or ')} for ${call}.`, {
      ...details,
      mend: `Give the token the scope ${accepted[0]}, or enter another one.`,
      link: `${webUrl}/settings/tokens`,
    });
  }
  if (asApp && /resource not accessible by/i.test(messageOf(data))) {
    return new GitHubError('github-scope-missing', `The App’s permissions do not allow ${call}.`, {
      ...details,
      mend: 'Give the App administration, contents and pull requests, read and write, and have the organisation accept them.',
      link: `${webUrl}/settings/apps`,
    });
  }
  if (/resource not accessible by|must have admin rights|\bscopes?\b/i.test(messageOf(data))) {
    return new GitHubError('github-scope-missing', `The token’s permissions do not allow ${call}.`, {
      ...details,
      link: `${webUrl}/settings/tokens`,
    });
  }
  return new GitHubError(
    'github-forbidden',
    `GitHub forbids ${call}: ${objectionOf(data) || 'no reason given.'}`,
    details,
  );
}

/** What the single sign-on header asks for; its address is taken only where it leads to this GitHub. */
export function ssoOf(headers: Refusal['headers'], webUrl: string): { link?: string } | undefined {
  const header = text(headers['x-github-sso']);
  if (header === undefined || !/^\s*required\b/.test(header)) return undefined;
  const link = /(?:^|;)\s*url=([^;\s]+)/.exec(header)?.[1];
  const trusted = link !== undefined && URL.canParse(link) && new URL(link).origin === new URL(webUrl).origin;
  return trusted ? { link } : {};
}

/** A header's list of scopes. */
export function scopesIn(header: string | number | undefined): string[] {
  return (text(header) ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

function messageOf(data: unknown): string {
  return isRecord(data) && typeof data.message === 'string' ? data.message : '';
}

/** GitHub's message with the fields it objects to, on one line. A page's text is never taken. */
function objectionOf(data: unknown): string {
  const errors = isRecord(data) && Array.isArray(data.errors) ? data.errors : [];
  const parts = errors.map((error: unknown) => {
    if (!isRecord(error)) return typeof error === 'string' ? error : '';
    return typeof error.message === 'string' ? error.message : [error.field, error.code].filter(Boolean).join(' ');
  });
  const words = [messageOf(data), ...parts].filter((part) => part !== '').join(': ');
  return words.replace(/\s+/g, ' ').slice(0, 300);
}

function text(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
