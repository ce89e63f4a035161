import { ApplicationFailure } from '@temporalio/activity';

/** A failure of a step in words: what failed, and what to do about it. */
export class StepError extends Error {
  readonly code: string;
  readonly mend: string;
  /** Whether trying again by itself can help; a wrong input cannot be mended by a retry. */
  readonly retryable: boolean;

  constructor(
    code: string,
    sentence: string,
    { mend, retryable = false, cause }: { mend: string; retryable?: boolean; cause?: unknown },
  ) {
    super(sentence, { cause });
    this.name = 'StepError';
    this.code = code;
    this.mend = mend;
    this.retryable = retryable;
  }
}

/** An integration's error: a stable code, a sentence, and maybe advice. */
interface CodedError extends Error {
  readonly code: string;
  readonly mend?: string;
  readonly retryable?: boolean;
}

/** What Temporal keeps of a failed step: type = code, message = sentence, first detail = what to do. */
export function toApplicationFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const { code, message, mend, retryable } = isCoded(error) ? error : unexpected(error);
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: retryable === false,
    details: [mend ?? 'Try again; if it fails the same way, the log of this build says more.'],
    ...(error instanceof Error ? { cause: error } : {}),
  });
}

function isCoded(error: unknown): error is CodedError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[a-z]+([-_][a-z0-9]+)*$/.test(error.code)
  );
}

function unexpected(error: unknown): { code: string; message: string; mend?: string; retryable?: boolean } {
  return {
    code: 'unexpected',
    message: `The step failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`,
  };
}
