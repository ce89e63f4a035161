import type { ScenarioNote } from '../../domain/scenario/scenario.ts';

const titles: Record<ScenarioNote['kind'], string> = {
  not_met: 'Not met',
  not_understood: 'Not understood',
  assumed: 'Assumed',
};

/** What the draft could not do or took for granted: first of all, since it decides whether the rest is worth reading. */
export function Notes({ notes }: { readonly notes: readonly ScenarioNote[] }) {
  const kinds = ['not_met', 'not_understood', 'assumed'] as const;
  if (notes.length === 0) return null;
  return (
    <section class="card notes" aria-label="Notes on this draft">
      {kinds.map((kind) => {
        const of = notes.filter((note) => note.kind === kind);
        return of.length === 0 ? null : (
          <div data-kind={kind}>
            <h2>{titles[kind]}</h2>
            <ul>
              {of.map(({ text }) => (
                <li>{text}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
