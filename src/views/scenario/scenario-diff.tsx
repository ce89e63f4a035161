import type { BuildState } from '../../domain/build/state.ts';
import { hx } from '../hx.ts';
import { type DiffLine, DiffText } from './diff-text.tsx';
import { revisionInWords, sectionTitles } from './regenerate.tsx';

/** Picks two revisions to be held against each other. */
export function RevisionPicker({ state }: { readonly state: BuildState }) {
  const { revisions } = state;
  if (revisions.length < 2) return null;
  const [before, last] = revisions.slice(-2).map(({ number }) => number);
  const options = (selected: number | undefined) =>
    revisions.map((revision) => (
      <option value={String(revision.number)} selected={revision.number === selected}>
        {revisionInWords(revision, state.timeZone)}
      </option>
    ));
  return (
    <form
      class="card picker"
      action={`/builds/${state.id}/scenario/diff`}
      {...hx({ get: `/builds/${state.id}/scenario/diff`, target: '#diff', trigger: 'change, submit' })}
    >
      <label for="from">What changed from</label>
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
