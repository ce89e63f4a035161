import { type Phase, phaseTable } from '../../domain/build/phase.ts';
import type { SeenBuild } from './seen-build.ts';

const doing: Record<Phase, string> = {
  setup: 'The brief is being checked.',
  scenario: 'The scenario is being drafted. It takes a few seconds.',
  files: 'Rows and SQL are being written, the project rendered, and then run for real on DuckDB.',
  repository: 'The reviewed files are being published, byte for byte.',
  provisioning: 'The environments and the schedule are being made.',
  running: 'Raw data is loaded and the production job runs for the first time.',
  live: 'The demo is busy.',
  teardown: 'Everything that was made is being taken away. The record stays.',
};

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
          <p>{doing[state.phase]}</p>
          <p class="quiet">You can close this page at any time; the build goes on.</p>
        </>
      )}
    </section>
  );
}
