import { FoundryError } from '../../domain/foundry-error.ts';

/** The runner's process ended while a job ran; the job can be run again. */
export class RunnerLost extends FoundryError {
  constructor(cause?: unknown) {
    super('dbt-runner-lost', 'The process that runs dbt ended unexpectedly.', {
      mend: 'Try again; if it happens again, the machine may be short of memory.',
      retryable: true,
      cause,
    });
  }
}

/** The runner could not start. Another try starts it anew, which helps where the machine was short of something. */
export class RunnerUnavailable extends FoundryError {
  constructor(detail: string) {
    super('dbt-runner-unavailable', `dbt could not be started: ${detail}`, {
      mend: 'Check that dbt is installed (npm start installs it) and read the worker’s log.',
      retryable: true,
    });
  }
}

const ends = {
  timeout: {
    sentence: 'dbt took longer than it may and was ended.',
    mend: 'Look for a join or a loop that never ends in the files that were changed last.',
  },
  killed: {
    sentence: 'dbt used more memory, processor time or disk than it may and was ended.',
    mend: 'Look for a join that multiplies rows in the files that were changed last.',
  },
  failed: {
    sentence: 'dbt ended without an answer.',
    mend: 'Try again; if it fails the same way, the log of this build says more.',
  },
  refused: {
    sentence: 'dbt was not run: the project holds a Python file, which would run as a program.',
    mend: 'Write that model in SQL and remove the file.',
  },
  cancelled: {
    sentence: 'dbt was stopped because its work is no longer wanted.',
    mend: 'Start the step again if it is wanted after all.',
  },
};

/** Why a job has no answer. */
export type JobEndKind = keyof typeof ends;

/** A job ended without an answer: it took too long, used too much, was refused, or was given up. */
export class JobEnded extends FoundryError {
  declare readonly code: `dbt-job-${JobEndKind}`;
  /** The end of what it wrote; not enumerable, so that no log of the error has the customer's rows by accident. */
  declare readonly log: string;

  constructor(end: JobEndKind, log: string) {
    const { sentence, mend } = ends[end];
    super(`dbt-job-${end}`, sentence, { mend, retryable: end === 'killed' });
    Object.defineProperty(this, 'log', { value: log, enumerable: false });
  }
}
