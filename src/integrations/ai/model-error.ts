import type { Usage } from '../../domain/build/model-usage.ts';
import { FoundryError, within } from '../../domain/foundry-error.ts';

/** What each code means to the person, and whether the same call may do better by itself later. */
const codes = {
  /** The model will not write this. */
  'ai-refused': {
    retryable: false,
    mend: 'Change the notes or instructions that it may have stumbled over, or choose another model.',
  },
  /** The answer reached a limit and has no end. */
  'ai-cut-off': { retryable: false, mend: 'Ask for less at once, or choose a model that writes longer answers.' },
  /** A whole answer, but not in the form that was asked for; asking again by itself would cost the same again. */
  'ai-unfit': { retryable: false, mend: 'Try again, or choose a stronger model.' },
  'ai-rate-limited': { retryable: true, mend: 'Wait a moment, or use a key with higher limits.' },
  'ai-overloaded': { retryable: true, mend: 'Wait a moment and try again; the vendor’s status page may say more.' },
  'ai-unreachable': { retryable: true, mend: 'Check the connection to the internet, proxies included, and try again.' },
  'ai-timed-out': { retryable: true, mend: 'Try again; if it happens again, choose a faster model.' },
  'ai-key-refused': { retryable: false, mend: 'Make a key at the vendor’s console and enter it again.' },
  'ai-key-not-allowed': {
    retryable: false,
    mend: 'Give the key or its workspace access to this model at the vendor’s console, or choose another model.',
  },
  'ai-no-credit': { retryable: false, mend: 'Add credit at the vendor’s console, or enter another key.' },
  'ai-model-unknown': { retryable: false, mend: 'Choose one of the models that this key lists.' },
  'ai-request-refused': {
    retryable: false,
    mend: 'Choose another model; if that changes nothing, the log of this build says more.',
  },
} as const;

export type ModelErrorCode = keyof typeof codes;

export interface ModelErrorDetails {
  /** When to try again at the earliest, in milliseconds; never more than `longestWait`. */
  readonly retryAfterMs?: number | undefined;
  /** What the failed call cost; estimated from characters where the vendor had not counted yet. */
  readonly usage?: Usage | undefined;
  /** Of `ai-unfit`: what does not fit, a sentence each, for sending back to the model. */
  readonly problems?: readonly string[] | undefined;
  /** What the model wrote; never shown and never logged. */
  readonly text?: string | undefined;
  readonly requestId?: string | undefined;
  /** Where a case is better mended otherwise than its code says. */
  readonly mend?: string | undefined;
  readonly retryable?: boolean | undefined;
  readonly cause?: unknown;
}

/** A vendor may ask for any wait; a person is waiting too. */
export const longestWait = 2 * 60_000;

/** A call to a model failed. No key and no text of the vendor's pages is in any of its words. */
export class ModelError extends FoundryError {
  declare readonly code: ModelErrorCode;
  declare readonly usage?: Usage;
  declare readonly problems?: readonly string[];
  declare readonly requestId?: string;
  /** Not enumerable, so that no log and no JSON has it by accident. */
  declare readonly text?: string;

  constructor(code: ModelErrorCode, sentence: string, details: ModelErrorDetails = {}) {
    const { mend = codes[code].mend, retryable = codes[code].retryable, cause } = details;
    super(code, sentence, { mend, retryable, cause, retryAfterMs: within(longestWait, details.retryAfterMs) });
    if (details.usage) this.usage = details.usage;
    if (details.problems) this.problems = details.problems;
    if (details.requestId) this.requestId = details.requestId;
    if (details.text !== undefined) Object.defineProperty(this, 'text', { value: details.text, enumerable: false });
  }
}
