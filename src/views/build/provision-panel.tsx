import type { BuildState } from '../../domain/build/state.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import { KeepCard } from '../live/keep.tsx';
import { ScheduleTimes } from '../parts/schedule-times.tsx';
import { RewindMenu } from './build-menu.tsx';
import { DecisionForm } from './decision-form.tsx';
import { RepositoryCard } from './repository-card.tsx';

interface ProvisionPanelProps {
  readonly state: BuildState;
  readonly statistics: Snapshot['statistics'] | undefined;
}

/** What provisioning makes, with its options, now or later. */
export function ProvisionPanel({ state, statistics }: ProvisionPanelProps) {
  const later = state.ask?.kind === 'live-unprovisioned';
  const schedules = state.outline?.schedules;
  return (
    <>
      {state.repository ? <RepositoryCard repository={state.repository} statistics={statistics} /> : null}
      <section class="card">
        <h2>Provision</h2>
        <ul>
          <li>production, development and CI environments in one DuckDB file on this machine, with a schema each</li>
          <li>the raw data, loaded from day one’s seeds</li>
          <li>a production job that runs once now and then by its schedule</li>
          {(state.outline?.changes.length ?? 0) > 0 ? (
            <li>{state.outline?.changes.length} pull requests, each built by CI</li>
          ) : null}
        </ul>
        <div class="decide">
          <DecisionForm state={state} kind="provision" label="Provision">
            {schedules ? (
              <>
                <p>Production then runs by these schedules, while this service runs:</p>
                <ScheduleTimes schedules={schedules} />
              </>
            ) : null}
            <details class="group" hidden={schedules !== undefined}>
              <summary>Options</summary>
              <label for="schedule">Schedule of the production job</label>
              <input
                id="schedule"
                name="schedule"
                disabled={schedules !== undefined}
                value={state.environment?.cron ?? state.options.schedule}
                aria-describedby="schedule-hint"
              />
              <p class="hint" id="schedule-hint">
                Five cron fields, in the time zone {state.timeZone}. It runs while this service runs.
              </p>
            </details>
          </DecisionForm>
          {later ? null : (
            <DecisionForm state={state} kind="skip-provisioning" label="Not now" tone="quiet">
              <p class="hint">The repository is published; you can provision later from this page.</p>
            </DecisionForm>
          )}
        </div>
        <RewindMenu state={state} />
      </section>
      {later ? <KeepCard state={state} lastDay={state.asOf} /> : null}
    </>
  );
}
