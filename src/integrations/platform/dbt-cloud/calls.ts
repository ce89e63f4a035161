import type { Logger } from 'pino';
import { z } from 'zod';
import { secondsInWords } from '../../http/retry-after.ts';
import { DbtCloudError, mayHaveHappened } from './dbt-cloud-error.ts';
import { explainRefusal, jsonOf } from './explain-refusal.ts';
import { type DbtCloudHost, dbtCloudHost } from './host.ts';
import { pause } from './pause.ts';

export interface DbtCloudAccess {
  /** As a person writes it; see `dbtCloudHost`. */
  readonly host: string;
  readonly accountId: number;
  readonly token: string;
  readonly fetch?: typeof fetch;
  readonly logger?: Logger | undefined;
  /** Ends every call and every wait. */
  readonly signal?: AbortSignal | undefined;
  /** One short line when something takes its time. */
  readonly progress?: ((line: string) => void) | undefined;
  /** The most that one call may take, in milliseconds. */
  readonly callLimitMs?: number;
  /** Waits between tries of a call, in milliseconds: as many further tries as there are waits. */
  readonly pausesMs?: readonly number[];
}

export interface CallOptions {
  readonly body?: unknown;
  /** Instead of the access's own: a cancel is sent although everything else is at its end. */
  readonly signal?: AbortSignal | undefined;
}

/** What every verb of this folder works with. */
export interface Calls {
  readonly host: DbtCloudHost;
  readonly accountId: number;
  readonly signal: AbortSignal | undefined;
  readonly progress: (line: string) => void;
  /** Reads what is at a path below `/api`; repeated by itself where that may help. */
  read<Data>(path: string, data: z.ZodType<Data>): Promise<Data>;
  /** Reads all of a list, page by page; about `most` entries at most. */
  list<Entry>(path: string, entry: z.ZodType<Entry>, most?: number): Promise<Entry[]>;
  /** Reads what is answered without an envelope, such as an artifact. */
  readBare<Answer>(path: string, answer: z.ZodType<Answer>): Promise<Answer>;
  /** Changes something; repeated by itself only where the service surely did nothing. */
  post<Data>(path: string, data: z.ZodType<Data>, options?: CallOptions): Promise<Data>;
  /** Deletes; repeated like a read, as deleting twice is deleting. What it answers is of no interest. */
  remove(path: string, options?: CallOptions): Promise<void>;
}

/** The longest wait that is waited out here; a longer one is the caller's. */
const longestOwnWait = 60_000;
const pageSize = 100;
/** Around every answer but artifacts. */
const envelope = z.object({
  data: z.unknown(),
  extra: z.object({ pagination: z.object({ total_count: z.number() }).nullish() }).nullish(),
});

/** Connects to an account. No call is made yet. Every failure of a call is a `DbtCloudError`. */
export function connect(access: DbtCloudAccess): Calls {
  const host = dbtCloudHost(access.host);
  const { accountId, token, progress = () => {}, pausesMs = [1_000, 3_000, 8_000] } = access;

  async function once(method: string, path: string, options: CallOptions): Promise<string> {
    const own = options.signal ?? access.signal;
    const limit = AbortSignal.timeout(access.callLimitMs ?? 30_000);
    const started = performance.now();
    const bare = path.split('?')[0] ?? path;
    const log = (status: number | string) =>
      access.logger?.info(
        { service: 'dbt-cloud', verb: method, path: bare, status, ms: Math.round(performance.now() - started) },
        'outside call',
      );
    let response: Response;
    let text: string;
    try {
      response = await (access.fetch ?? fetch)(`${host.apiUrl}${path}`, {
        method,
        signal: own ? AbortSignal.any([own, limit]) : limit,
        headers: {
          authorization: `Token ${token}`,
          accept: 'application/json',
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        // A login page elsewhere is no answer, and the token is for this host alone.
        redirect: 'manual',
      });
      text = await response.text();
    } catch (error) {
      own?.throwIfAborted();
      const failure = limit.aborted ? timedOut(host) : unreachable(host, error);
      log(failure.code);
      throw failure;
    }
    log(response.status);
    const page = /html/.test(response.headers.get('content-type') ?? '');
    if (response.ok && !page) return text;
    const { status } = response;
    if (status < 400 || (page && status < 500)) throw notTheInterface(host, status);
    const retryAfter = response.headers.get('retry-after');
    throw explainRefusal({ status, text, retryAfter, call: `${method} ${bare}`, host: host.name, token });
  }

  /** Tries again what may be tried again: for any passing failure what can be done twice, else only where nothing was done. */
  async function call(method: string, path: string, options: CallOptions = {}): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await once(method, path, options);
      } catch (error) {
        const ms = pausesMs[tries];
        if (!(error instanceof DbtCloudError) || ms === undefined) throw error;
        const refused = error.code === 'dbt-cloud-rate-limited';
        if (!refused && !(method !== 'POST' && mayHaveHappened(error))) throw error;
        const wait = error.retryAfterMs ?? ms;
        if (wait > longestOwnWait) throw error;
        if (refused) progress(`dbt Cloud asks to wait ${secondsInWords(wait)}`);
        const signal = options.signal ?? access.signal;
        await pause(wait, signal);
      }
    }
  }

  function fitting<Data>(call: string, value: unknown, shape: z.ZodType<Data>): Data {
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    const at = parsed.error.issues[0]?.path.join('.') ?? '';
    const place = `${call.split('?')[0]}${at && `, at ${at}`}`;
    throw new DbtCloudError('dbt-cloud-unreadable', `What ${host.name} answered is not dbt Cloud’s (${place}).`, {
      retryable: false,
    });
  }

  return {
    host,
    accountId,
    signal: access.signal,
    progress,
    async read(path, data) {
      const answer = fitting(`GET ${path}`, jsonOf(await call('GET', path)), envelope);
      return fitting(`GET ${path}`, answer.data, data);
    },
    async list<Entry>(path: string, entry: z.ZodType<Entry>, most = 1_000) {
      const entries: Entry[] = [];
      for (;;) {
        const paged = `${path}${path.includes('?') ? '&' : '?'}limit=${pageSize}&offset=${entries.length}`;
        const answer = fitting(`GET ${path}`, jsonOf(await call('GET', paged)), envelope);
        const page = fitting(`GET ${path}`, answer.data, z.array(entry));
        entries.push(...page);
        const total = answer.extra?.pagination?.total_count ?? entries.length;
        if (page.length === 0 || entries.length >= Math.min(total, most)) return entries;
      }
    },
    readBare: async (path, answer) => fitting(`GET ${path}`, jsonOf(await call('GET', path)), answer),
    async post(path, data, options) {
      const answer = fitting(`POST ${path}`, jsonOf(await call('POST', path, options)), envelope);
      return fitting(`POST ${path}`, answer.data, data);
    },
    async remove(path, options) {
      await call('DELETE', path, options);
    },
  };
}

function timedOut({ name }: DbtCloudHost) {
  return new DbtCloudError('dbt-cloud-timed-out', `${name} did not answer in time.`);
}

function notTheInterface({ name }: DbtCloudHost, status: number) {
  return new DbtCloudError(
    'dbt-cloud-unreadable',
    `${name} answered with a page (${status}) where dbt Cloud’s interface was expected.`,
    { status, retryable: status < 400 },
  );
}

function unreachable({ name }: DbtCloudHost, error: unknown) {
  const why = systemCode(error);
  return new DbtCloudError('dbt-cloud-unreachable', `${name} cannot be reached${why ? ` (${why})` : ''}.`);
}

/** The system's word for it, such as ECONNREFUSED, from the innermost cause that has one. */
function systemCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return systemCode(inner, depth + 1) ?? (own && /^[A-Z_]{3,40}$/.test(own) ? own : undefined);
}
