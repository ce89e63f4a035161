import type { Evidence } from '../../domain/scenario/demonstration.ts';

/** What a sentence points to in the running demo; with `link` a way to it. */
export function EvidenceList({
  shows,
  link = () => undefined,
}: {
  readonly shows: readonly Evidence[];
  readonly link?: (evidence: Evidence) => string | undefined;
}) {
  if (shows.length === 0) return null;
  return (
    <ul class="evidence" aria-label="Shown by">
      {shows.map((shown) => {
        const href = link(shown);
        const text = (
          <>
            <span class="quiet">{shown.kind.replace('_', ' ')}</span> {shown.name}
          </>
        );
        return <li>{href ? <a href={href}>{text}</a> : text}</li>;
      })}
    </ul>
  );
}
