import type { BuildState } from '../../domain/build/state.ts';
import { changeBranch } from '../../domain/project/batch.ts';
import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { RunBadge } from '../build/run-list.tsx';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { Spoken, SpokenProse } from '../parts/spoken.tsx';

interface PullRequestsProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
  /** What the numbers of what is said are filled from. */
  readonly known: Known;
}

/** Each change as a pull request, with the result of its real CI run. */
export function PullRequests({ state, scenario, known }: PullRequestsProps) {
  if (scenario.changes.length === 0) return null;
  return (
    <section class="card" id="changes">
      <h2>Pull requests</h2>
      {scenario.changes.map(({ id, title, description, promise, say }) => {
        const opened = state.pullRequests?.find(({ change }) => change === id);
        const run = state.runs.findLast(({ job, subject }) => job === 'ci' && subject === id);
        return (
          <article class="item">
            <h3>
              {title} {run ? <RunBadge run={run} /> : <span class="quiet">not built</span>}
            </h3>
            <p class="quiet">
              <code>{changeBranch(id)}</code>{' '}
              {promise.ci === 'red' ? (
                <>
                  stopped by <code>{promise.fails.join(', ')}</code>
                </>
              ) : promise.moves ? (
                <>
                  moves the answer of <code>{promise.moves}</code>
                </>
              ) : null}{' '}
              {opened ? <Elsewhere url={opened.url}>pull request {opened.number}</Elsewhere> : null}{' '}
              {run ? <a href={`#run-${run.id}`}>run {run.id}</a> : null}{' '}
              <a href={`/builds/${state.id}/files?group=change:${id}`}>what differs</a>
            </p>
            <SpokenProse text={description} known={known} />
            <p class="say">
              <Spoken text={say} known={known} />
            </p>
          </article>
        );
      })}
    </section>
  );
}
