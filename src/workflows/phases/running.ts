import type { BuildRun } from '../build-run.ts';
import { runJob } from '../jobs.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Loads day one, runs production, lets CI build each change. */
export async function running({ run }: PhaseContext): Promise<NextPhase> {
  await firstRuns(run);
  return 'live';
}

/** From empty environments to a green production run and built pull requests. */
export async function firstRuns(run: BuildRun): Promise<void> {
  const { state } = run;
  await runJob(run, { step: 'load-raw-data', job: 'load', subject: 'day-one', mustKeepPromise: true });
  state.landed = 'day-one';
  await runJob(run, { step: 'run-production', job: 'production', mustKeepPromise: true });
  for (const change of state.outline?.changes ?? []) {
    await runJob(run, { step: 'run-ci', job: 'ci', subject: change, mustKeepPromise: false });
  }
}
