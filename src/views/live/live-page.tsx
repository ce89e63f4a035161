import type { Snapshot } from '../../domain/project/snapshot.ts';
import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Evidence } from '../../domain/scenario/demonstration.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { Followed } from '../build/followed.tsx';
import { Prose } from '../parts/text.tsx';
import { BusinessQuestions } from '../scenario/business-questions.tsx';
import { Demonstrations, Incidents } from '../scenario/demonstrations.tsx';
import { BoardNow } from './board-now.tsx';
import { LineageCard } from './lineage.tsx';
import { LinksCard } from './links.tsx';
import { LiveNow, type LiveNowProps } from './live-now.tsx';
import { PullRequests } from './pull-requests.tsx';
import { TalkTabs } from './talk-tabs.tsx';

interface LivePageProps extends LiveNowProps {
  readonly statistics: Snapshot['statistics'] | undefined;
  readonly temporalUrl: string | undefined;
  /** The pain points that the brief names. */
  readonly painPoints: readonly string[];
}

/** The page that the call is held from. */
export function LivePage({ statistics, temporalUrl, painPoints, ...now }: LivePageProps) {
  const { state, scenario, known } = now;
  return (
    <div class="live">
      <div>
        <TalkTabs
          state={state}
          scenario={scenario}
          known={known}
          scheduled={now.scheduled ?? []}
          link={(evidence) => linkTo(state.id, evidence, known, scenario)}
        />
        <section class="card">
          <h2>{scenario.title}</h2>
          <Prose text={scenario.business_context.summary} />
          <ul>
            {scenario.business_context.objectives.map((objective) => (
              <li>{objective}</li>
            ))}
          </ul>
          <details>
            <summary>What it shows, and for which pain</summary>
            <Demonstrations demonstrations={scenario.demonstrations} painPoints={painPoints} known={known} />
          </details>
        </section>
        {scenario.business_questions ? (
          <section class="card" id="business-questions">
            <h2>Business questions</h2>
            <p class="quiet">
              {known.report
                ? 'With the answers of day one, each proven in the rehearsal by the raw tables alone.'
                : 'Each is proven in the rehearsal by the raw tables alone.'}
            </p>
            <BusinessQuestions
              questions={scenario.business_questions}
              answers={known.report?.questions}
              link={(by) => linkTo(state.id, { kind: by.kind, name: by.name }, known, scenario)}
            />
          </section>
        ) : null}
      </div>
      <div>
        <Followed id="live-now" follow="live" from={`/builds/${state.id}/live-now`} label="On the call">
          <LiveNow {...now} />
        </Followed>
        <LinksCard {...{ state, statistics, temporalUrl }} docs={hasDocs(now)} board={scenario.board?.title} />
      </div>
      {scenario.board ? (
        <div class="across">
          <Followed id="board-now" follow="live" from={`/builds/${state.id}/board-now`} label={scenario.board.title}>
            <BoardNow {...now} />
          </Followed>
        </div>
      ) : null}
      <div>
        <PullRequests state={state} scenario={scenario} known={known} />
      </div>
      <div>
        <section class="card" id="quality-guide">
          <h2>Data-quality guide</h2>
          <Incidents incidents={scenario.incidents} known={known} />
        </section>
      </div>
      <div class="across">
        <LineageCard scenario={scenario} />
      </div>
    </div>
  );
}

/** Whether there are docs to be read here: those of a run in dbt Cloud may be there alone. */
function hasDocs({ state, production }: LiveNowProps): boolean {
  if (production?.results.docs != null) return true;
  return state.target === 'local' && state.runs.some(({ job }) => job === 'production');
}

/** Where a piece of evidence is seen; what the page does not show has no link. */
export function linkTo(
  id: string,
  { kind, name }: Evidence,
  { results }: Known,
  { board, exposures }: Pick<Scenario, 'board' | 'exposures'>,
): string | undefined {
  switch (kind) {
    case 'model':
    case 'test':
    case 'unit_test':
      return `/builds/${id}/files?${new URLSearchParams({ open: name })}`;
    case 'saved_query':
      // A run in dbt Cloud answers none.
      return results?.metrics.some(({ query }) => query === name) ? `#query-${name}` : undefined;
    case 'exposure': {
      const reads = exposures.find((one) => one.name === name)?.depends_on ?? [];
      // What a front end draws from the board's mart is drawn on this page.
      return board && reads.length === 1 && reads[0] === board.mart ? '#board' : '#lineage';
    }
    case 'metric':
      return '#lineage';
    case 'incident':
      return '#landing';
    case 'change':
      return '#changes';
    case 'feature':
      return { lineage: '#lineage', docs: `/builds/${id}/docs/`, ci: '#changes', git: '#changes' }[name as string];
  }
}
