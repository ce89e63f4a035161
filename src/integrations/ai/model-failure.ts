import { retryAfterMs as retryAfterOf, secondsInWords } from '../http/retry-after.ts';
import { ModelError, type ModelErrorCode, type ModelErrorDetails } from './model-error.ts';
import { withoutKey } from './model-key.ts';

/** A vendor's refusal, as its client tells it. */
export interface VendorRefusal {
  /** HTTP status; none when it came in the middle of a stream. */
  readonly status: number | undefined;
  /** The vendor's own words for the kind, such as `rate_limit_error`; empty when an HTML page or nothing came. */
  readonly kinds: readonly string[];
  /** The vendor's sentence; empty when an HTML page or nothing came. */
  readonly words: string;
  readonly headers: Headers | undefined;
}

/** Whom the call went to. */
export interface Callee {
  readonly title: string;
  readonly key: string;
  readonly address: string;
  /** Not set when the call was about no model. */
  readonly model?: string | undefined;
}

type Told = readonly [code: ModelErrorCode, sentence: string, details?: ModelErrorDetails];

/** The failure of a call that the vendor refused. Its sentence is ours: theirs may repeat part of the key or be a page. */
export function refusedCall(refusal: VendorRefusal, callee: Callee, details: ModelErrorDetails): ModelError {
  const retryAfterMs = waitAskedFor(refusal.headers);
  const [code, sentence, own] = told(refusal, callee, retryAfterMs);
  return new ModelError(code, sentence, { ...details, ...own });
}

function told(refusal: VendorRefusal, { title, key, address, model }: Callee, retryAfterMs: number | undefined): Told {
  const { status, kinds, words } = refusal;
  const is = (statuses: readonly number[], ...names: string[]) =>
    (status !== undefined && statuses.includes(status)) || names.some((name) => kinds.includes(name));
  const numbered = status === undefined ? '' : ` (${status})`;

  if (is([402], 'billing_error', 'insufficient_quota') || (status === 400 && /credit balance/i.test(words))) {
    return ['ai-no-credit', `${title} says that this key’s account has no credit left.`];
  }
  if (is([401], 'authentication_error', 'invalid_api_key')) {
    const expired = /expired/i.test([...kinds, words].join(' '));
    return [
      'ai-key-refused',
      expired ? `This ${title} key has expired.` : `${title} refused the key: it is not valid.`,
    ];
  }
  if (is([403], 'permission_error')) {
    const what = model ? `the model “${model}”` : 'this call';
    return ['ai-key-not-allowed', `${title} does not allow this key to use ${what}.`];
  }
  if (model && (is([], 'model_not_found') || (status === 404 && kinds.length > 0))) {
    return ['ai-model-unknown', `${title} has no model “${model}” for this key.`];
  }
  if (status === 404) {
    const mend = `Check the address of ${title}’s interface in the settings.`;
    return ['ai-unreachable', `Nothing at ${address} answers like ${title}’s interface.`, { mend, retryable: false }];
  }
  if (is([429], 'rate_limit_error', 'rate_limit_exceeded')) {
    const wait = retryAfterMs === undefined ? '' : ` and asks to wait ${secondsInWords(retryAfterMs)}`;
    return ['ai-rate-limited', `${title} limits how fast this key may ask${wait}.`, { retryAfterMs }];
  }
  if (status === undefined ? !kinds.includes('invalid_request_error') : status >= 500 || is([408, 409])) {
    const when = status === undefined ? ' while it was writing the answer' : numbered;
    return ['ai-overloaded', `${title} is overloaded or has a failure of its own${when}.`, { retryAfterMs }];
  }
  const said = words && words.length <= 300 ? `: ${withoutKey(words, key).replace(/[.\s]+$/, '')}` : '';
  return ['ai-request-refused', `${title} did not take the request${numbered}${said}.`];
}

/** The failure of a call that the vendor never took, did not answer, or broke off. */
export function brokenCall(
  { title, address }: Callee,
  stage: 'asked' | 'taken' | 'answering',
  error: unknown,
  details: ModelErrorDetails,
): ModelError {
  const why = errorCodeIn(error);
  const sentences = {
    asked: `${title} cannot be reached at ${address}${why ? ` (${why})` : ''}.`,
    taken: `${address} took the request and sent nothing that is an answer of ${title}’s.`,
    answering: `${title}’s answer broke off before its end.`,
  };
  return new ModelError('ai-unreachable', sentences[stage], details);
}

/** The system's word for it, such as ECONNREFUSED, from the innermost cause that has one. */
function errorCodeIn(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return errorCodeIn(inner, depth + 1) ?? (own && /^[A-Z_]{3,40}$/.test(own) ? own : undefined);
}

/** What is kept inside of a client's error: its class and words without the key, its causes likewise. */
export function keptCause(error: unknown, key: string, depth = 0): Error | undefined {
  if (!(error instanceof Error) || depth > 3) return undefined;
  const words = withoutKey(error.message, key).slice(0, 500);
  const cause = keptCause(error.cause, key, depth + 1);
  return new Error(`${error.constructor.name}: ${words}`, cause ? { cause } : undefined);
}

/** How long the vendor asks to wait, in milliseconds: `retry-after-ms`, or `retry-after` in seconds or as a date. */
function waitAskedFor(headers: Headers | undefined): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (exact > 0) return exact;
  const ms = retryAfterOf(headers?.get('retry-after')) ?? 0;
  return ms > 0 ? ms : undefined;
}
