import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Change } from '../../domain/scenario/change.ts';
import type { Demonstration, TalkTrack } from '../../domain/scenario/demonstration.ts';
import type { Incident } from '../../domain/scenario/incident.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { Traced } from '../../domain/scenario/trace.ts';
import { Badge } from '../parts/badge.tsx';
import { Spoken, SpokenProse } from '../parts/spoken.tsx';
import { Names } from '../parts/text.tsx';
import { EvidenceList } from './evidence.tsx';
import { Passage } from './passage.tsx';

interface DemonstrationsProps {
  readonly demonstrations: readonly Demonstration[];
  /** What the customer named. */
  readonly painPoints: readonly string[];
  readonly trace?: readonly Traced[] | undefined;
  /** What numbers are filled from, once there is something to fill them from. */
  readonly known?: Known | undefined;
}

/** Each pain point and what in the demo answers it; only what was named is quoted. */
export function Demonstrations({ demonstrations, painPoints, trace, known }: DemonstrationsProps) {
  return (
    <>
      {demonstrations.map(({ id, title, pain_point, how, shows }) => (
        <article class="item open">
          {painPoints.some((named) => pain_point.includes(named)) ? (
            <p class="pain">“{pain_point}”</p>
          ) : (
            <p class="pain">
              <span class="label">Also shown</span> {pain_point}
            </p>
          )}
          <h3>{title}</h3>
          <SpokenProse text={how} known={known} />
          <EvidenceList shows={shows} />
          <Passage trace={trace} kind="demonstration" name={id} />
        </article>
      ))}
    </>
  );
}

interface IncidentsProps extends Pick<DemonstrationsProps, 'trace' | 'known'> {
  readonly incidents: readonly Incident[];
}

export function Incidents({ incidents, trace, known }: IncidentsProps) {
  if (incidents.length === 0) return <p class="quiet">None.</p>;
  return (
    <>
      {incidents.map(({ id, title, story, source, promise, say }) => (
        <article class="item open">
          <h3>{title}</h3>
          <SpokenProse text={story} known={known} />
          <dl class="promise">
            <dt>Strikes</dt>
            <dd>
              <code>{source}</code>
            </dd>
            <dt>Fails</dt>
            <dd>
              <Names names={promise.fails} />
            </dd>
            <dt>Is skipped</dt>
            <dd>
              <Names names={promise.skips} />
            </dd>
            <dt>Keeps its good rows</dt>
            <dd>
              <Names names={promise.protects} />
            </dd>
          </dl>
          <p class="say">
            <Spoken text={say} known={known} />
          </p>
          <Passage trace={trace} kind="incident" name={id} />
        </article>
      ))}
    </>
  );
}

export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <p class="quiet">None.</p>;
  return (
    <>
      {changes.map(({ title, kind, description, alters, promise, say }) => (
        <article class="item open">
          <h3>
            {title} <Badge tone={promise.ci === 'red' ? 'bad' : 'good'}>{`CI ${promise.ci}`}</Badge>
          </h3>
          <SpokenProse text={description} known={undefined} />
          <dl class="promise">
            <dt>Kind</dt>
            <dd>{kind.replace('-', ' ')}</dd>
            <dt>Alters</dt>
            <dd>
              <Names names={alters} />
            </dd>
            <dt>{promise.ci === 'red' ? 'Fails' : 'Moves'}</dt>
            <dd>
              {promise.ci === 'red' ? <Names names={promise.fails} /> : (promise.moves ?? 'nothing but the code')}
            </dd>
          </dl>
          <p class="say">
            <Spoken text={say} known={undefined} />
          </p>
        </article>
      ))}
    </>
  );
}

/** The call as it is planned, with its minutes, and what will likely be asked. */
export function TalkOutline({
  track,
  questions = [],
}: {
  readonly track: TalkTrack;
  readonly questions?: NonNullable<Scenario['likely_questions']> | undefined;
}) {
  const minutes = track.flow.reduce((sum, section) => sum + section.minutes, 0);
  return (
    <>
      <p class="quiet">{minutes} minutes in all.</p>
      <ol class="flow">
        {track.flow.map(({ title, minutes: length, say }) => (
          <li>
            <strong>{title}</strong> <span class="quiet">{length} min</span>
            <SpokenProse text={say} known={undefined} />
          </li>
        ))}
      </ol>
      {questions.length > 0 ? (
        <>
          <h3>What they will likely ask</h3>
          <dl class="questions">
            {questions.map(({ question, answer }) => (
              <>
                <dt>{question}</dt>
                <dd>
                  <Spoken text={answer} known={undefined} />
                </dd>
              </>
            ))}
          </dl>
        </>
      ) : null}
    </>
  );
}
