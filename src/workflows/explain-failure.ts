import { TimeoutType } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, TimeoutFailure } from '@temporalio/workflow';
import type { StepFailure } from '../domain/build/step.ts';

/** Whether an error is a step's own failure, which a person can decide about, rather than a fault of this code. */
export function isStepFailure(error: unknown): error is ActivityFailure | ChildWorkflowFailure | ApplicationFailure {
  return (
    error instanceof ActivityFailure || error instanceof ChildWorkflowFailure || error instanceof ApplicationFailure
  );
}

/** A failed step in words. An ApplicationFailure's type is the code, its message the sentence, its first detail the mend, its second a link, its third `untouched`. */
export function explainFailure(error: ActivityFailure | ChildWorkflowFailure | ApplicationFailure): StepFailure {
  let cause: unknown = error;
  while (cause instanceof ActivityFailure || cause instanceof ChildWorkflowFailure) cause = cause.cause;
  if (cause instanceof ApplicationFailure) {
    const [mend, link, untouched] = cause.details ?? [];
    return {
      code: cause.type ?? 'unexpected',
      sentence: cause.message,
      mend: typeof mend === 'string' ? mend : 'Try again; if it fails the same way, the log of this build says more.',
      ...(typeof link === 'string' && /^https?:/.test(link) ? { link } : {}),
      ...(untouched === 'untouched' ? { untouched: true } : {}),
    };
  }
  if (cause instanceof TimeoutFailure) return explainTimeout(cause.timeoutType);
  return {
    code: 'unexpected',
    sentence: 'The step ended in an unexpected way.',
    mend: 'Try again; if it fails the same way, the log of this build says more.',
  };
}

function explainTimeout(type: TimeoutFailure['timeoutType']): StepFailure {
  if (type === TimeoutType.HEARTBEAT) {
    return {
      code: 'step-lost',
      sentence: 'The worker that ran this step went away, several times.',
      mend: 'Check that the worker is running and has memory left, then try again.',
    };
  }
  return {
    code: 'step-timeout',
    sentence: 'The step took longer than it may.',
    mend: 'Try again; a busy machine may need a quieter moment.',
  };
}
