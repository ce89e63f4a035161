import { type Landing, offeredLandings } from '../../domain/build/landing.ts';
import type { BuildState, RunState } from '../../domain/build/state.ts';
import { batchId } from '../../domain/project/batch.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { DecisionForm } from '../build/decision-form.tsx';
import { busyWith } from '../build/seen-build.ts';
import { formatSeconds } from '../parts/when.ts';

interface LandingProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
}

/** What can be landed on the raw data now, one click each. */
export function LandingCard({ state, scenario }: LandingProps) {
  const offered = offeredLandings(state.landed ?? '', state.outline?.incidents ?? []);
  return (
    <section class="card landing" id="landing">
      <h2>On the call</h2>
      <p>
        <span class="label">Raw data now</span> {batchTitle(state.landed ?? 'nothing', scenario)}
      </p>
      {state.ask?.kind === 'live' ? (
        <div class="landings">
          {offered.map((landing) => (
            <LandingButton state={state} scenario={scenario} landing={landing} />
          ))}
        </div>
      ) : (
        <p class="notice" role="status">
          {doing[busyWith(state) ?? 'something']}
        </p>
      )}
    </section>
  );
}

const doing = {
  landing: 'Working: the load job writes the raw data, then production runs. The result appears here.',
  resuming: 'Working: production goes on from the command that failed. The result appears here.',
  reset:
    'Being set back to day one: the project is rendered for the new day and rehearsed; then the repository, the environments and the data follow.',
  something: 'Working. The result appears here.',
};

function LandingButton({ state, scenario, landing }: LandingProps & { readonly landing: Landing }) {
  const id = batchId(landing.batch);
  const measured = lastSeconds(state.runs, id);
  return (
    <DecisionForm
      state={state}
      kind="land"
      label={labelOf(landing, scenario)}
      tone={landing.kind === 'incident' ? 'danger' : 'main'}
      class="landing-form"
    >
      <input type="hidden" name="batch" value={id} />
      <p class="hint">
        {landing.kind === 'incident'
          ? 'Production goes red, as promised; the marts keep their good rows.'
          : landing.kind === 'mend'
            ? 'Lands the last good batch again; production goes green.'
            : 'New rows arrive; the incremental mart takes only those.'}
        {measured === undefined ? '' : ` Took ${formatSeconds(measured)} last time.`}
      </p>
    </DecisionForm>
  );
}

function labelOf({ kind, batch }: Landing, scenario: Scenario): string {
  if (kind === 'mend') return 'Mend';
  if (kind === 'next-day') return 'Land the next day';
  const incident = scenario.incidents.find(({ id }) => batch.kind === 'incident' && id === batch.incident);
  return `Land the incident: ${incident?.title ?? batchId(batch)}`;
}

/** A batch in words. */
export function batchTitle(id: string, { incidents }: Pick<Scenario, 'incidents'>): string {
  if (id === 'day-one') return 'Day one';
  if (id === 'next-day') return 'The next day';
  const struck = incidents.find((incident) => id.startsWith(`${incident.id}-on-`));
  return struck ? `${struck.title} (on ${id.endsWith('next-day') ? 'the next day' : 'day one'})` : id;
}

/** Seconds of the last load and production run of a batch, together. */
export function lastSeconds(runs: readonly RunState[], batch: string): number | undefined {
  const load = runs.findLast(({ job, subject }) => job === 'load' && subject === batch);
  const production = runs.findLast(({ job, subject }) => job === 'production' && subject === batch);
  return load && production ? load.seconds + production.seconds : undefined;
}
