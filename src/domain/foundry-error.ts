/** What a failure tells besides its sentence. */
export interface FailureAdvice {
  /** What the person can do about it, as a sentence. */
  readonly mend: string;
  /** Whether trying the same again by itself can help. */
  readonly retryable: boolean;
  /** When to try again at the earliest, in milliseconds, where an outside service says so. */
  readonly retryAfterMs?: number | undefined;
  /** Where the person can mend it. */
  readonly link?: string | undefined;
  readonly cause?: unknown;
}

/** A failure that a person can be told: a stable code, a sentence, what to do, and whether another try can help. */
export abstract class FoundryError extends Error {
  /** Words joined by hyphens, such as `ai-rate-limited`; stable, so that others can decide by it. */
  readonly code: string;
  readonly mend: string;
  readonly retryable: boolean;
  declare readonly retryAfterMs?: number;
  declare readonly link?: string;

  constructor(code: string, sentence: string, { mend, retryable, retryAfterMs, link, cause }: FailureAdvice) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.mend = mend;
    this.retryable = retryable;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
    if (link !== undefined) this.link = link;
  }

  /** The failure in one sentence; the same as `message`. */
  get sentence(): string {
    return this.message;
  }
}

/** A wait that a service asks for, no longer than a person would wait. */
export function within(longest: number, wait: number | undefined): number | undefined {
  return wait === undefined ? undefined : Math.min(wait, longest);
}
