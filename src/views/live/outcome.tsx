import type { BuildState, RunState } from '../../domain/build/state.ts';
import type { RunResults } from '../../domain/rehearsal/run-results.ts';
import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { RunBadge } from '../build/run-list.tsx';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { Spoken } from '../parts/spoken.tsx';
import { formatSeconds } from '../parts/when.ts';

interface OutcomeProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
  readonly run: RunState;
  readonly results: RunResults;
  /** What the numbers of what is said are filled from. */
  readonly known: Known;
}

const broken = new Set(['fail', 'error', 'runtime error']);

/** What the last production run shows. A red run is the demo's point: which test stopped what, and what was protected. */
export function Outcome({ state, scenario, run, results, known }: OutcomeProps) {
  const failed = results.nodes.filter(({ status }) => broken.has(status));
  const kept = ['model', 'snapshot'];
  const skipped = results.nodes.filter(({ type, status }) => kept.includes(type) && status === 'skipped');
  const incident = scenario.incidents.find(({ id }) => state.landed?.startsWith(`${id}-on-`));
  return (
    <section class="card outcome" data-run={run.status} aria-live="polite">
      <div class="card-head">
        <h2>Production</h2>
        <RunBadge run={run} />
      </div>
      <p class="quiet">
        {results.nodes.length} nodes in {formatSeconds(run.seconds)}. {run.asPromised ? 'Exactly as rehearsed.' : ''}{' '}
        {run.url === undefined ? (
          <a href={`#run-${run.id}`}>See its commands</a>
        ) : (
          <Elsewhere url={run.url}>Open this run in dbt Cloud</Elsewhere>
        )}
      </p>
      {run.asPromised ? null : (
        <p class="error">
          Promised: {results.promised}. Seen: {results.seen}.
        </p>
      )}
      {failed.length > 0 ? (
        <>
          <h3>Stopped by</h3>
          <ul class="stopped">
            {failed.map(({ name, failures, message }) => (
              <li>
                <code>{name}</code> {failures === null ? message : `${failures} ${failures === 1 ? 'row' : 'rows'}`}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {skipped.length > 0 ? (
        <>
          <h3>Not built on bad data</h3>
          <ul class="evidence">
            {skipped.map(({ name }) => (
              <li>{name}</li>
            ))}
          </ul>
        </>
      ) : null}
      {incident && run.status === 'red' ? (
        <>
          <h3>Kept their last good rows</h3>
          <ul class="evidence protected">
            {incident.promise.protects.map((name) => (
              <li>{name}</li>
            ))}
          </ul>
          <p class="say">
            <Spoken text={incident.say} known={known} />
          </p>
          <p class="quiet">
            Mend: <Spoken text={incident.mend} known={known} />
          </p>
        </>
      ) : null}
    </section>
  );
}
