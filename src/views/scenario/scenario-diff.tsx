import type { BuildState, Revision } from '../../domain/build/state.ts';
import { hx } from '../hx.ts';
import { formatInstant } from '../parts/when.ts';
import { type DiffLine, DiffText } from './diff-text.tsx';
import { sectionTitles } from './regenerate.tsx';

const reasons: Record<Revision['why'], string> = {
  drafted: 'drafted',
  regenerated: 'drafted anew',
  'edited-scenario': 'scenario edited',
  'regenerated-piece': 'a piece written anew',
  'edited-files': 'files edited',
  rewound: 'taken back',
  reset: 'reset to another day',
};

/** Picks two revisions to be held against each other. */
export function RevisionPicker({ state }: { readonly state: BuildState }) {
  const { revisions } = state;
  if (revisions.length < 2) return null;
  const [before, last] = revisions.slice(-2).map(({ number }) => number);
  const options = (selected: number | undefined) =>
    revisions.map(({ number, why, at }) => (
      <option value={String(number)} selected={number === selected}>
        {`${number}: ${reasons[why]}, ${formatInstant(at, state.timeZone)}`}
      </option>
    ));
  return (
    <form
      class="card picker"
      action={`/builds/${state.id}/scenario/diff`}
      {...hx({ get: `/builds/${state.id}/scenario/diff`, target: '#diff', trigger: 'change, submit' })}
    >
      <label for="from">What changed from revision</label>
      <select id="from" name="from">
        {options(before)}
      </select>
      <label for="until">to</label>
      <select id="until" name="to">
        {options(last)}
      </select>
      <button type="submit" class="small quiet">
        Show
      </button>
      <div id="diff" aria-live="polite" />
    </form>
  );
}

export interface SectionDiff {
  readonly section: keyof typeof sectionTitles;
  readonly lines: readonly DiffLine[];
}

/** The sections that differ, line by line. */
export function ScenarioDiff({ diffs }: { readonly diffs: readonly SectionDiff[] }) {
  if (diffs.length === 0) return <p class="quiet">These two revisions have the same scenario.</p>;
  return (
    <>
      {diffs.map(({ section, lines }) => (
        <section>
          <h3>{sectionTitles[section]}</h3>
          <DiffText lines={lines} />
        </section>
      ))}
    </>
  );
}
