import type { Child } from 'hono/jsx';
import type { Evidence, TalkTrack } from '../../domain/scenario/demonstration.ts';
import { Prose } from '../parts/text.tsx';
import { EvidenceList } from '../scenario/evidence.tsx';

interface TalkTabsProps {
  readonly track: TalkTrack;
  readonly link: (evidence: Evidence) => string | undefined;
}

/** The talk track: what to prepare, the flow with its minutes, and what to have at hand. */
export function TalkTabs({ track, link }: TalkTabsProps) {
  const tabs: readonly [string, string, Child][] = [
    ['start', 'Get started', <Points points={track.get_started} />],
    ['flow', 'Demo flow', <Flow track={track} link={link} />],
    ['advanced', 'Advanced', <Points points={track.advanced} />],
  ];
  return (
    <section class="card tabs" id="talk-track">
      <h2>Talk track</h2>
      {tabs.map(([id, title]) => (
        <>
          <input type="radio" name="talk" id={`tab-${id}`} class="hidden" checked={id === 'flow'} />
          <label for={`tab-${id}`}>{title}</label>
        </>
      ))}
      {tabs.map(([id, title, content]) => (
        <section class="tab" data-tab={id} aria-label={title}>
          {content}
        </section>
      ))}
    </section>
  );
}

function Points({ points }: { readonly points: readonly string[] }) {
  if (points.length === 0) return <p class="quiet">Nothing here.</p>;
  return (
    <ul>
      {points.map((point) => (
        <li>{point}</li>
      ))}
    </ul>
  );
}

function Flow({ track, link }: TalkTabsProps) {
  let minute = 0;
  return (
    <ol class="flow">
      {track.flow.map(({ title, minutes, say, do: action, shows }) => {
        const from = minute;
        minute += minutes;
        return (
          <li>
            <h3>
              {title}{' '}
              <span class="time">
                minute {from} to {minute}
              </span>
            </h3>
            <div class="say">
              <Prose text={say} />
            </div>
            <p>
              <span class="label">Do</span> {action}
            </p>
            <EvidenceList shows={shows} link={link} />
          </li>
        );
      })}
    </ol>
  );
}
