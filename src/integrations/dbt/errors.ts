/** The runner's process ended while a job ran; the job can be run again. */
export class RunnerLost extends Error {
  readonly code = 'dbt-runner-lost';
  readonly retryable = true;
  readonly mend = 'Try again; if it happens again, the machine may be short of memory.';
  constructor(cause?: unknown) {
    super('The process that runs dbt ended unexpectedly.', { cause });
    this.name = 'RunnerLost';
  }
}

/** The runner could not start. Another try starts it anew, which helps where the machine was short of something. */
export class RunnerUnavailable extends Error {
  readonly code = 'dbt-runner-unavailable';
  readonly retryable = true;
  readonly mend = 'Check that dbt is installed (npm start installs it) and read the worker’s log.';
  constructor(detail: string) {
    super(`dbt could not be started: ${detail}`);
    this.name = 'RunnerUnavailable';
  }
}

/** Why a job has no answer. */
export type JobEndKind = 'timeout' | 'killed' | 'failed' | 'refused' | 'cancelled';

/** A job ended without an answer: it took too long, used too much, was refused, or was given up. */
export class JobEnded extends Error {
  readonly code: `dbt-job-${JobEndKind}`;
  readonly retryable: boolean;
  readonly mend: string;
  /** The end of what it wrote. */
  readonly log: string;

  constructor(end: JobEndKind, log: string) {
    super(sentences[end]);
    this.name = 'JobEnded';
    this.code = `dbt-job-${end}`;
    this.retryable = end === 'killed';
    this.mend = mends[end];
    this.log = log;
  }
}

const sentences = {
  timeout: 'dbt took longer than it may and was ended.',
  killed: 'dbt used more memory, processor time or disk than it may and was ended.',
  failed: 'dbt ended without an answer.',
  refused: 'dbt was not run: the project holds a Python file, which would run as a program.',
  cancelled: 'dbt was stopped because its work is no longer wanted.',
};
const mends = {
  timeout: 'Look for a join or a loop that never ends in the files that were changed last.',
  killed: 'Look for a join that multiplies rows in the files that were changed last.',
  refused: 'Write that model in SQL and remove the file.',
  failed: 'Try again; if it fails the same way, the log of this build says more.',
  cancelled: 'Start the step again if it is wanted after all.',
};
