import { z } from 'zod';
import { retryAfterMs as retryAfterOf, secondsInWords } from '../../http/retry-after.ts';
import { DbtCloudError } from './dbt-cloud-error.ts';

/** An answer that is not a success. */
export interface Refusal {
  readonly status: number;
  /** As it came; perhaps a page. */
  readonly text: string;
  readonly retryAfter: string | null;
  /** Such as `GET /v2/accounts/1/jobs/`. */
  readonly call: string;
  readonly host: string;
  /** Words that must not appear in what is said. */
  readonly token: string;
}

const told = z.object({
  status: z.object({ user_message: z.string().nullish() }).nullish(),
  data: z.unknown().optional(),
});

/** What a refusal means, in words of our own, with dbt Cloud's own reason where it gives one. */
export function explainRefusal(refusal: Refusal): DbtCloudError {
  const { status, call } = refusal;
  const reason = reasonIn(refusal);
  const why = reason ? `: ${reason}` : '';
  const asked = retryAfterOf(refusal.retryAfter);
  const retryAfterMs = asked !== undefined && asked >= 0 ? asked : undefined;
  if (status === 401) {
    return new DbtCloudError('dbt-cloud-token-refused', `dbt Cloud at ${refusal.host} refused the token.`, { status });
  }
  if (status === 403) {
    return new DbtCloudError('dbt-cloud-forbidden', `The token may not do this in dbt Cloud (${call})${why}.`, {
      status,
    });
  }
  if (status === 404) {
    return new DbtCloudError(
      'dbt-cloud-not-found',
      `dbt Cloud has not what was asked for, or the token may not see it (${call}).`,
      { status },
    );
  }
  if (status === 409) {
    return new DbtCloudError('dbt-cloud-conflict', `dbt Cloud is changing the same thing just now (${call})${why}.`, {
      status,
      retryAfterMs,
    });
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? '' : ` and asks to wait ${secondsInWords(retryAfterMs)}`;
    return new DbtCloudError('dbt-cloud-rate-limited', `dbt Cloud limits how often it may be asked${wait}.`, {
      status,
      retryAfterMs,
    });
  }
  if (status >= 500 || status === 408) {
    return new DbtCloudError('dbt-cloud-unavailable', `dbt Cloud has a failure of its own (${status}, ${call}).`, {
      status,
      retryAfterMs,
    });
  }
  return new DbtCloudError(
    'dbt-cloud-request-refused',
    `dbt Cloud did not take the request (${status}, ${call})${why}.`,
    {
      status,
    },
  );
}

/** The service's sentence and the fields that it objects to, on one line; nothing where a page came. */
function reasonIn({ text, token }: Refusal): string {
  const parsed = told.safeParse(jsonOf(text));
  if (!parsed.success) return '';
  const said = parsed.data.status?.user_message?.trim() ?? '';
  const fields = objections(parsed.data.data).slice(0, 3);
  const words = [said.replace(/[.\s]+$/, ''), ...fields].filter((part) => part !== '').join('; ');
  return words.replaceAll(token, '…').replace(/\s+/g, ' ').slice(0, 300);
}

/** Field problems stand as texts at the end of nested objects; numbers and long texts are echoes and left out. */
function objections(data: unknown, path: readonly string[] = []): string[] {
  if (typeof data === 'string' && path.length > 0) return data.length <= 120 ? [`${path.join('.')}: ${data}`] : [];
  if (typeof data !== 'object' || data === null || path.length > 4) return [];
  return Object.entries(data).flatMap(([key, value]) => objections(value, Array.isArray(data) ? path : [...path, key]));
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
