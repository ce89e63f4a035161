import type { BuildState } from '../../domain/build/state.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { batchTitle } from '../live/landing.tsx';
import { formatInstant } from '../parts/when.ts';
import { decisionInWords, wayInWords } from './decision-words.ts';
import { ModelCalls } from './model-calls.tsx';
import type { StepProgress } from './seen-build.ts';
import { StepList } from './step-list.tsx';

/** A line of the audit trail. */
export interface DecisionLine {
  readonly at: string;
  readonly kind: string;
  readonly by: string;
  readonly via: string;
  readonly revision: number;
  readonly outcome: 'accepted' | 'refused';
  /** Why it was refused, or what it named. */
  readonly reason?: string | undefined;
}

interface LogPanelProps {
  readonly state: BuildState;
  readonly progress: readonly StepProgress[];
  readonly decisions: readonly DecisionLine[];
  /** The incidents of the scenario, whose batches are named by their titles. */
  readonly incidents: Scenario['incidents'];
  /** Calls to models, where the build made some. */
  readonly models?: Omit<Parameters<typeof ModelCalls>[0], 'timeZone'> | undefined;
}

/** Everything that happened: who decided what, and every step. */
export function LogPanel({ state, progress, decisions, incidents, models }: LogPanelProps) {
  return (
    <>
      <section class="card">
        <h2>Decisions</h2>
        {decisions.length === 0 ? <p class="quiet">None yet.</p> : null}
        <ul class="decisions">
          {decisions.map(({ at, kind, by, via, revision, outcome, reason }) => (
            <li data-outcome={outcome}>
              <span class="time">{formatInstant(at, state.timeZone)}</span>{' '}
              {decisionInWords(kind, outcome === 'accepted' ? saidInWords(kind, reason, incidents) : undefined)}
              <span class="quiet">
                {' '}
                · {by}, {wayInWords(via)}
                {revision > 0 ? `, revision ${revision}` : ''}
              </span>
              {outcome === 'refused' ? <span class="error"> refused: {reason}</span> : null}
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Steps</h2>
        <StepList steps={state.steps.toReversed()} progress={progress} />
      </section>
      {models === undefined ? null : <ModelCalls {...models} timeZone={state.timeZone} />}
    </>
  );
}

function saidInWords(
  kind: string,
  said: string | undefined,
  incidents: LogPanelProps['incidents'],
): string | undefined {
  return kind === 'land' && said !== undefined ? `“${batchTitle(said, { incidents })}”` : said;
}
