import { type Phase, phaseTable } from '../../domain/build/phase.ts';
import { builtinProvider } from '../../domain/build/provider-choice.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { SeenBuild } from './seen-build.ts';

const doing: Record<Phase, string> = {
  setup: 'The brief is being checked.',
  scenario: 'The scenario is being drafted.',
  files: 'Rows and SQL are being written, the project rendered, and then run for real on DuckDB.',
  repository: 'The reviewed files are being published, byte for byte.',
  provisioning: 'The environments and the schedule are being made.',
  running: 'Raw data is loaded and the production job runs for the first time.',
  live: 'The demo is busy.',
  teardown: 'Everything that was made is being taken away. The record stays.',
};

/** What is said otherwise of a demo in dbt Cloud. */
const doingInCloud: Partial<Record<Phase, string>> = {
  setup: 'The brief and the accounts are being checked.',
  repository: 'The reviewed files are being published at GitHub, byte for byte.',
  provisioning: 'Terraform plans and makes the project in dbt Cloud: each resource as it is made is said above.',
  running: 'Raw data is loaded, production runs for the first time, and CI builds the pull requests, all in dbt Cloud.',
};

function whatIsDone({ target, phase }: BuildState): string {
  return (target === 'dbt-cloud' ? doingInCloud[phase] : undefined) ?? doing[phase];
}

/** Whether a model writes what the phase makes; a build that does not say what writes it may be a blueprint's. */
function isWritten({ phase, provider }: BuildState): boolean {
  return (phase === 'scenario' || phase === 'files') && provider !== undefined && provider.provider !== builtinProvider;
}

/** What is shown while the build works and asks nothing. */
export function WorkingPanel({ seen }: { readonly seen: SeenBuild }) {
  const { state, from } = seen;
  const waits = state.status === 'waiting' || state.status === 'needs-attention';
  return (
    <section class="card working">
      <h2>{phaseTable[state.phase].title}</h2>
      {from === 'history' && waits ? (
        <p>The build waits for a decision. What it asks can be shown again as soon as a worker answers.</p>
      ) : (
        <>
          <p>
            {whatIsDone(state)}
            {isWritten(state) ? ' A model writes it, which takes minutes; the steps say how far it is.' : null}
          </p>
          <p class="quiet">You can close this page at any time; the build goes on.</p>
        </>
      )}
    </section>
  );
}
