import { ApplicationFailure, executeChild, ParentClosePolicy } from '@temporalio/workflow';
import type { Job, JobResult } from '../domain/build/job.ts';
import type { StepName } from '../domain/build/phase.ts';
import type { BuildState, RunState } from '../domain/build/state.ts';
import type { BuildRun } from './build-run.ts';
import type { jobRun } from './job-run.ts';
import { runWorkflowId } from './messages.ts';

/** Runs kept in the state; older ones stay in the records. */
const keptRuns = 100;

interface RunWish {
  readonly step: StepName;
  readonly job: Job;
  readonly subject?: string;
  readonly mustKeepPromise: boolean;
  /** A production run that stopped or ended red, from whose failed command this one goes on. */
  readonly goesOn?: string;
  readonly fullRefresh?: boolean;
}

/**
 * Runs a job of the demo's environments as a workflow of its own and keeps what it ended with.
 * With `mustKeepPromise` a run that ends otherwise than promised is a failed step. `undefined` where a person went on without
 * the run, which is taken only of steps that the demo can do without.
 */
export async function runJob(
  run: BuildRun,
  { step, job, subject, mustKeepPromise, ...from }: RunWish,
): Promise<RunState | undefined> {
  const { state } = run;
  const about = subject === undefined ? {} : { subject };
  // Trying again goes on from the command that failed, where production goes by a plan.
  let before = from.goesOn;
  return run.skippableStep(step, about, async () => {
    const runId = `${job}-${++state.runIds}`;
    const goesOn = before === undefined ? {} : { goesOn: before };
    if (job === 'production') before = runId;
    const result: JobResult = await executeChild<typeof jobRun>('jobRun', {
      workflowId: runWorkflowId(state.id, runId),
      args: [
        {
          ...{ schema: 'job/1', buildId: state.id, generation: state.environment?.generation ?? 0, job, runId },
          ...about,
          ...(from.fullRefresh ? { fullRefresh: true } : {}),
          ...(step === 'resume-production' ? { resumes: true as const } : {}),
          ...goesOn,
        },
      ],
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    });
    if (result.kind === 'overtaken') {
      throw ApplicationFailure.nonRetryable(
        'The environment was set back while the job ran.',
        'run-overtaken',
        'Run it again.',
      );
    }
    keepRun(state, result.run);
    if (mustKeepPromise && !result.run.asPromised) throw runNotAsPromised(result.run);
    return result.run;
  });
}

/** Adds a run to those that the build lists. */
export function keepRun(state: BuildState, run: RunState): void {
  state.runs.push(run);
  if (state.runs.length > keptRuns) state.runs.splice(0, state.runs.length - keptRuns);
}

/** The failure of a step whose run did not do what was rehearsed. */
export function runNotAsPromised({ job, status, seen }: RunState): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `The ${job} job ended ${seen ?? status}, which is not what was rehearsed.`,
    'run-not-as-promised',
    'Open its results to see which node differs, then try again or go back to the files.',
  );
}
