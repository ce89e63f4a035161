import type { BuildState, RunState } from '../../domain/build/state.ts';
import { hx } from '../hx.ts';
import { Badge } from '../parts/badge.tsx';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { formatInstant, formatSeconds } from '../parts/when.ts';

export const jobTitles: Record<RunState['job'], string> = { load: 'Load', production: 'Production', ci: 'CI' };

/** A run as the page lists it: one that the build started, or one of a schedule, with its title where there are several. */
export type ListedRun = RunState & { readonly bySchedule?: string };

interface RunListProps {
  readonly state: BuildState;
  /** In the order in which they ended. */
  readonly runs: readonly ListedRun[];
}

/** Runs, newest first; each opens to its commands and nodes. */
export function RunList({ state, runs }: RunListProps) {
  if (runs.length === 0) return <p class="quiet">No run has ended yet.</p>;
  return (
    <ul class="runs">
      {runs.toReversed().map((run) => (
        <li id={`run-${run.id}`}>
          <details
            {...hx({ get: `/builds/${state.id}/runs/${run.id}`, trigger: 'toggle once', target: 'find .results' })}
          >
            <summary>
              <RunBadge run={run} />
              <span>
                {jobTitles[run.job]} {run.subject ? <code>{run.subject}</code> : null}
                {run.bySchedule === undefined ? null : (
                  <span class="quiet">{['by schedule', run.bySchedule].filter(Boolean).join(': ')}</span>
                )}
              </span>
              <span class="time">
                {formatSeconds(run.seconds)} · {formatInstant(run.endedAt, state.timeZone)}
              </span>
            </summary>
            {run.url === undefined ? null : (
              <p class="small">
                <Elsewhere url={run.url}>See this run in dbt Cloud</Elsewhere>
              </p>
            )}
            <div class="results">
              <p class="quiet">Loading…</p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** A red run that was promised is a good one, and says so. */
export function RunBadge({ run }: { readonly run: Pick<RunState, 'status' | 'asPromised'> }) {
  if (run.status === 'green') return <Badge tone={run.asPromised ? 'good' : 'bad'}>green</Badge>;
  return run.asPromised ? <Badge tone="ask">red, as promised</Badge> : <Badge tone="bad">red</Badge>;
}
