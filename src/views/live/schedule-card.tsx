import type { BuildState } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { ScheduleTimes } from '../parts/schedule-times.tsx';

/** When production runs by itself in dbt Cloud, and whether it does; nothing where the demo is on this machine. */
export function ScheduleCard({ state }: { readonly state: BuildState }) {
  const { infrastructure, environment, callDate, pausedForCall = false } = state;
  if (!infrastructure || !environment) return null;
  const paused = environment.paused === true;
  return (
    <section class="card">
      <h2>Schedule</h2>
      {environment.schedules ? (
        <>
          <p>{paused ? 'Production is paused; its schedules are' : 'Production runs by these schedules'}:</p>
          <ScheduleTimes schedules={environment.schedules} urls={infrastructure.urls.jobs.scheduled} />
        </>
      ) : null}
      <p>
        {environment.schedules ? null : (
          <>
            <Elsewhere url={infrastructure.urls.jobs.production}>Production</Elsewhere>{' '}
            {paused ? 'is paused; its schedule is' : 'runs at'} <code>{environment.cron}</code> (UTC).
          </>
        )}
        {callDate !== undefined && !paused && !pausedForCall
          ? ` It pauses by itself when the day of the call, ${callDate}, is over.`
          : ''}
      </p>
      {state.ask?.kind === 'live' ? (
        <DecisionForm state={state} kind="schedule" label={paused ? 'Let it run again' : 'Pause it'} tone="quiet">
          <input type="hidden" name="on" value={paused ? 'on' : 'off'} />
        </DecisionForm>
      ) : null}
    </section>
  );
}
