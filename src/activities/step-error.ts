import { ApplicationFailure } from '@temporalio/activity';
import { FoundryError } from '../domain/foundry-error.ts';

/** A failure of a step in words: what failed, and what to do about it. */
export class StepError extends FoundryError {
  constructor(
    code: string,
    sentence: string,
    { mend, retryable = false, cause }: { mend: string; retryable?: boolean; cause?: unknown },
  ) {
    super(code, sentence, { mend, retryable, cause });
  }
}

/**
 * What Temporal keeps of a failed step: type = code, message = sentence, first detail = what to do. Of an error that is
 * not one of ours it keeps nothing: its words are others', who may quote a key or the customer's text. Nor is a cause
 * kept, for the same reason; the log has both.
 */
export function toApplicationFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const { code, sentence, mend, retryable } = error instanceof FoundryError ? error : unexpected;
  return ApplicationFailure.create({ type: code, message: sentence, nonRetryable: !retryable, details: [mend] });
}

const unexpected = {
  code: 'unexpected',
  sentence: 'The step failed in a way that was not foreseen.',
  mend: 'Try again; if it fails the same way, the log of this build says more.',
  retryable: true,
};
