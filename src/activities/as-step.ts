import { type ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { toApplicationFailure } from './step-error.ts';

/** What a running step can use: its cancellation, and progress for whoever watches. */
export interface StepContext {
  readonly signal: AbortSignal;
  /** One short line of progress, seen on the page within a second. */
  progress(line: string): void;
}

const beatMs = 1_000;

/**
 * Makes an activity of a step: it heartbeats by itself (so that a lost worker and a cancel are noticed), logs its
 * start and end, and fails in words.
 */
export function asStep<Input, Output>(
  logger: Logger,
  name: string,
  step: (input: Input, context: StepContext) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    const { info, cancellationSignal, heartbeat } = Context.current();
    const log = logger.child({ step: name, build: info.workflowExecution?.workflowId, attempt: info.attempt });
    let line = '';
    const beat = () => heartbeat({ progress: line });
    const timer = setInterval(beat, beatMs);
    const started = performance.now();
    beat();
    try {
      const output = await step(input, {
        signal: cancellationSignal,
        progress: (next) => {
          line = next;
          beat();
        },
      });
      log.info({ seconds: seconds(started) }, 'step done');
      return output;
    } catch (error) {
      if (cancellationSignal.aborted) {
        if (error instanceof CancelledFailure) {
          log.info({ seconds: seconds(started) }, 'step cancelled');
          throw error;
        }
        // Broken off, a step fails in ways of its own; what it had begun is known to the build, and found by its id.
        log.info({ seconds: seconds(started), error: nameOf(error) }, 'step cancelled');
        log.debug({ err: error }, 'what the cancelled step failed with');
        throw new CancelledFailure('the step was cancelled');
      }
      const failure: ApplicationFailure = toApplicationFailure(error, info.attempt);
      log.warn({ seconds: seconds(started), code: failure.type, error: nameOf(error) }, 'step failed');
      // An error's words may quote the customer's text.
      log.debug({ err: error }, 'what the step failed with');
      throw failure;
    } finally {
      clearInterval(timer);
    }
  };
}

/** The class of an error says what kind it is without quoting anything. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1000;
}
