import type { BuildState, Revision } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';
import { formatInstant } from '../parts/when.ts';
import { PreviewButton } from './preview-button.tsx';

const reasons: Record<Revision['why'], string> = {
  drafted: 'drafted',
  regenerated: 'drafted anew',
  'edited-scenario': 'scenario edited',
  'taken-back': 'an earlier scenario taken back',
  'regenerated-piece': 'a piece written anew',
  'edited-files': 'files edited',
  rewound: 'build taken back',
  reset: 'reset to another day',
};

/** A revision in a line: its number, why there is one, when it was made. */
export function revisionInWords({ number, why, at }: Revision, timeZone: string): string {
  return `revision ${number}: ${reasons[why]}, ${formatInstant(at, timeZone)}`;
}

/** Sections as people call them. */
export const sectionTitles = {
  context: 'Business context',
  sources: 'Sources',
  models: 'Models',
  semantic_layer: 'Semantic layer',
  demonstrations: 'Demonstrations',
  incidents: 'Incidents',
  changes: 'Changes',
  talk_track: 'Talk track',
} as const;

// The keys of the table are its sections.
const sectionNames = Object.keys(sectionTitles) as (keyof typeof sectionTitles)[];

/** Takes the scenario of an earlier revision back, as a new one. */
export function TakeBack({ state }: { readonly state: BuildState }) {
  const current = state.revisions.find(({ number }) => number === state.revision)?.scenario;
  const earlier = state.revisions.filter(({ scenario }) => state.draft !== undefined || scenario !== current);
  if (earlier.length === 0) return null;
  return (
    <details class="group">
      <summary>Take an earlier scenario back</summary>
      <DecisionForm state={state} kind="take-back" label="Take it back" tone="quiet">
        <label for="take-back-to">The scenario of</label>
        <select id="take-back-to" name="to">
          {earlier.toReversed().map((revision) => (
            <option value={String(revision.number)}>{revisionInWords(revision, state.timeZone)}</option>
          ))}
        </select>
        <p class="hint">It becomes a new revision; the one that stands now is kept as well.</p>
      </DecisionForm>
    </details>
  );
}

/** Asks for another draft, with a wish. */
export function Regenerate({ state }: { readonly state: BuildState }) {
  return (
    <details class="group">
      <summary>Draft it anew, with instructions</summary>
      <DecisionForm state={state} kind="regenerate" label="Draft anew" tone="quiet">
        <label for="instructions">What should be different?</label>
        <textarea
          id="instructions"
          name="instructions"
          rows={4}
          maxlength={20000}
          aria-describedby="instructions-hint"
        />
        <p class="hint" id="instructions-hint">
          For example: leave out the semantic layer; only the incident with duplicate orders; rename customers to
          guests; make it fit 20 minutes.
        </p>
        <label for="section">Where</label>
        <select id="section" name="section">
          <option value="">In the whole scenario</option>
          {Object.entries(sectionTitles).map(([name, title]) => (
            <option value={name}>{title}</option>
          ))}
        </select>
        <fieldset class="locks">
          <legend>Leave as they are</legend>
          <input type="hidden" name="locks" value="shown" />
          {sectionNames.map((name) => (
            <div class="tick">
              <input type="checkbox" id={`lock-${name}`} name={`lock_${name}`} checked={state.locked?.includes(name)} />
              <label for={`lock-${name}`}>{sectionTitles[name]}</label>
            </div>
          ))}
          <p class="hint">A locked section stays byte for byte when the whole scenario is drafted anew.</p>
        </fieldset>
        <PreviewButton post={`/builds/${state.id}/prompts`} id="prompts-of-wish" />
      </DecisionForm>
    </details>
  );
}
