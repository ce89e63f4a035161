import type { StepName } from '../../domain/build/phase.ts';
import type { BuildState, RunState } from '../../domain/build/state.ts';
import { RunList } from './run-list.tsx';

const jobs: Partial<Record<StepName, RunState['job']>> = {
  'load-raw-data': 'load',
  'land-raw-data': 'load',
  'run-production': 'production',
  'run-after-landing': 'production',
  'run-ci': 'ci',
};

/** The run that a failed step ended with, which opens to the nodes that failed and the end of its log. */
export function FailedRun({ state, step }: { readonly state: BuildState; readonly step: StepName }) {
  const job = jobs[step];
  const run = job && state.runs.findLast((one) => one.job === job);
  return run && !run.asPromised ? <RunList state={state} runs={[run]} /> : null;
}
