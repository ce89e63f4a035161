import type { BuildState, RunState } from '../../domain/build/state.ts';
import type { RunResults } from '../../domain/rehearsal/run-results.ts';
import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { Shown } from '../build/followed.tsx';
import { type ListedRun, RunList } from '../build/run-list.tsx';
import { liveKey, type ScheduledProgress } from '../build/seen-build.ts';
import { KeepCard } from './keep.tsx';
import { LandingCard } from './landing.tsx';
import { MetricAnswers } from './metric-answers.tsx';
import { Outcome } from './outcome.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { type StoppedRun, StoppedRunNotice } from './stopped-run.tsx';

export interface LiveNowProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
  /** All that ended, those of the schedule too. */
  readonly runs: readonly ListedRun[];
  /** The last production run. */
  readonly production: { readonly run: RunState; readonly results: RunResults } | undefined;
  /** The day that the data would end on after a reset, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** Runs by schedule that are under way. */
  readonly scheduled?: readonly ScheduledProgress[];
  /** The last production run, where it stopped or ended otherwise than promised and can be gone on with. */
  readonly stopped?: StoppedRun | undefined;
  /** What the numbers of what is said are filled from. */
  readonly known: Known;
}

/** The part of a demo's page that changes with every landing. */
export function LiveNow({ state, scenario, runs, production, lastDay, known, scheduled, stopped }: LiveNowProps) {
  return (
    <Shown of={liveKey(state, scheduled)}>
      <LandingCard state={state} scenario={scenario} />
      {production ? <Outcome state={state} scenario={scenario} known={known} {...production} /> : null}
      {production && production.results.metrics.length > 0 ? (
        <section class="card">
          <h2>Numbers now</h2>
          <MetricAnswers metrics={production.results.metrics} />
        </section>
      ) : null}
      <section class="card">
        <h2>Runs</h2>
        {stopped ? <StoppedRunNotice {...{ state, stopped }} underWay={(scheduled ?? []).length > 0} /> : null}
        <RunList state={state} runs={runs} />
      </section>
      <ScheduleCard state={state} />
      <KeepCard state={state} lastDay={lastDay} />
    </Shown>
  );
}
