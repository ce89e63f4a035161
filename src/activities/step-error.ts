import { ApplicationFailure } from '@temporalio/activity';
import { isBeforeAnyCall } from '../domain/build/before-any-call.ts';
import { FoundryError } from '../domain/foundry-error.ts';
import { AnswerError } from '../integrations/ai/prompted/answer-error.ts';

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
 * What Temporal keeps of a failed step: type = code, message = sentence, first detail = what to do, second where, if that is
 * known, third `untouched` where nothing outside was called. Of an error that is
 * not one of ours it keeps nothing: its words are others', who may quote a key or the customer's text. Nor is a cause
 * kept, for the same reason; the log has both. A vendor's wish to wait, which is bounded, takes the place of the next
 * attempt's own delay. A model that did not answer soundly is asked by one more attempt, as each asks and pays several
 * times already.
 *
 * @param attempt of the step, from 1
 */
export function toApplicationFailure(error: unknown, attempt = 1): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const { code, sentence, mend, retryable } = error instanceof FoundryError ? error : unexpected;
  const wait = error instanceof FoundryError ? error.retryAfterMs : undefined;
  const link = error instanceof FoundryError ? error.link : undefined;
  return ApplicationFailure.create({
    type: code,
    message: sentence,
    nonRetryable: !retryable || (error instanceof AnswerError && attempt > 1),
    details: detailsOf({ mend, link, untouched: attempt === 1 && isBeforeAnyCall(code) }),
    ...(wait === undefined ? {} : { nextRetryDelay: wait }),
  });
}

function detailsOf(failure: { readonly mend: string; readonly link: string | undefined; readonly untouched: boolean }) {
  const { mend, link, untouched } = failure;
  if (untouched) return [mend, link ?? '', 'untouched'];
  return link === undefined ? [mend] : [mend, link];
}

const unexpected = {
  code: 'unexpected',
  sentence: 'The step failed in a way that was not foreseen.',
  mend: 'Try again; if it fails the same way, the log of this build says more.',
  retryable: true,
};
