import { cloudJobs } from '../../domain/build/cloud-jobs.ts';
import { jobCommands } from '../../domain/build/job.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { RunList } from './run-list.tsx';

/** The first load, the first production run, and CI on each change. */
export function RunningPanel({ state }: { readonly state: BuildState }) {
  return (
    <section class="card">
      <h2>First runs</h2>
      <p class="quiet">
        The load job runs <code>{commandLine(state, 'load')}</code>, then production runs <Production state={state} />.
        CI builds each pull request against production’s state.
      </p>
      <RunList state={state} runs={state.runs} />
    </section>
  );
}

function Production({ state }: { readonly state: BuildState }) {
  const { target, outline } = state;
  if (target === 'local' && outline?.plan) {
    return outline.plan.kind === 'by-model' ? (
      <>one command a model, in the order of dbt’s graph</>
    ) : (
      <>the commands of its plan, one after the other</>
    );
  }
  return <code>{outline?.plan ? outline.plan.steps.join(' && ') : commandLine(state, 'production')}</code>;
}

function commandLine({ target }: BuildState, job: 'load' | 'production'): string {
  if (target === 'dbt-cloud') return cloudJobs[job].commands.join(' && ');
  return jobCommands(job, 'state')
    .map(({ args }) => `dbt ${args.join(' ')}`)
    .join(' && ');
}
