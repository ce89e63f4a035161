import type { Child } from 'hono/jsx';
import type { BuildState } from '../../domain/build/state.ts';
import { settledNumbers } from '../../domain/rehearsal/follow-up.ts';
import { numberShown } from '../../domain/rehearsal/number-shown.ts';
import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Evidence } from '../../domain/scenario/demonstration.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { Followed, Shown } from '../build/followed.tsx';
import { liveKey, type ScheduledProgress } from '../build/seen-build.ts';
import { Spoken, SpokenProse } from '../parts/spoken.tsx';
import { Versions } from '../scenario/disagreements.tsx';
import { EvidenceList } from '../scenario/evidence.tsx';

export interface TalkProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
  /** What the numbers are filled from. */
  readonly known: Known;
  /** Runs by schedule that are under way. */
  readonly scheduled?: readonly ScheduledProgress[];
  readonly link: (evidence: Evidence) => string | undefined;
}

/** The talk track: what to prepare, the flow with its minutes, what to have at hand, and what will be asked. */
export function TalkTabs(talk: TalkProps) {
  const { state, scenario } = talk;
  const tabs: readonly [string, string][] = [
    ['start', 'Get started'],
    ['flow', 'Demo flow'],
    ['advanced', 'Advanced'],
    ...([...(scenario.likely_questions ?? []), ...(scenario.disagreements ?? [])].length > 0
      ? [['questions', 'Questions'] as [string, string]]
      : []),
  ];
  return (
    <section class="card tabs" id="talk-track">
      <h2>
        Talk track <span class="quiet">for your eyes only</span>
      </h2>
      {tabs.map(([id, title]) => (
        <>
          <input type="radio" name="talk" id={`tab-${id}`} class="hidden" checked={id === 'flow'} />
          <label for={`tab-${id}`}>{title}</label>
        </>
      ))}
      <Followed id="talk-now" follow="live" from={`/builds/${state.id}/talk-now`} label="Talk track">
        <TalkNow {...talk} />
      </Followed>
    </section>
  );
}

/** The tabs' content, whose numbers change with every landing. */
export function TalkNow(talk: TalkProps) {
  const { state, scenario, known, scheduled } = talk;
  const { talk_track: track, likely_questions: questions = [] } = scenario;
  const contents: readonly [string, string, Child][] = [
    ['start', 'Get started', <Points points={track.get_started} known={known} />],
    ['flow', 'Demo flow', <Flow {...talk} />],
    ['advanced', 'Advanced', <Points points={track.advanced} known={known} />],
    [
      'questions',
      'Questions',
      <>
        <Questions questions={questions} known={known} />
        <Settled scenario={scenario} known={known} />
      </>,
    ],
  ];
  return (
    <Shown of={liveKey(state, scheduled)}>
      {contents.map(([id, title, content]) => (
        <section class="tab" data-tab={id} aria-label={title}>
          {content}
        </section>
      ))}
    </Shown>
  );
}

function Points({ points, known }: { readonly points: readonly string[]; readonly known: Known }) {
  if (points.length === 0) return <p class="quiet">Nothing here.</p>;
  return (
    <ul>
      {points.map((point) => (
        <li>
          <Spoken text={point} known={known} />
        </li>
      ))}
    </ul>
  );
}

function Flow({ scenario, known, link }: TalkProps) {
  let minute = 0;
  return (
    <ol class="flow">
      {scenario.talk_track.flow.map((stop) => {
        const { title, minutes, say, do: action, shows } = stop;
        const from = minute;
        minute += minutes;
        const number = numberShown(stop, scenario, known);
        return (
          <li>
            <h3>
              {title}{' '}
              <span class="time">
                minute {from} to {minute}
              </span>
            </h3>
            <div class="say">
              <SpokenProse text={say} known={known} />
            </div>
            <p>
              <span class="label">Click</span> <Spoken text={action} known={known} />
            </p>
            {number ? (
              <p>
                <span class="label">Number</span> <strong class="spoken">{number.value}</strong> {number.of}
              </p>
            ) : null}
            <EvidenceList shows={shows} link={link} />
          </li>
        );
      })}
    </ol>
  );
}

function Questions({
  questions,
  known,
}: {
  readonly questions: NonNullable<Scenario['likely_questions']>;
  readonly known: Known;
}) {
  return (
    <dl class="questions">
      {questions.map(({ question, answer }) => (
        <>
          <dt>{question}</dt>
          <dd>
            <Spoken text={answer} known={known} />
          </dd>
        </>
      ))}
    </dl>
  );
}

/** Numbers that their people count differently, with what the sample shows for each, and the metric that settles it. */
function Settled({ scenario, known }: Pick<TalkProps, 'scenario' | 'known'>) {
  const { disagreements = [] } = scenario;
  const settled = settledNumbers(scenario, known);
  if (settled.length === 0) return null;
  return (
    <>
      <h3>Where they do not agree</h3>
      <dl class="questions">
        {settled.map(({ about, by, metric }, index) => (
          <>
            <dt>{about}</dt>
            <dd>
              {disagreements.slice(index, index + 1).map((disagreement) => (
                <Versions {...{ disagreement, scenario, known }} />
              ))}
              {by}
              <br />
              <span class="label">Metric</span> {metric ?? 'none is named after it'}
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}
