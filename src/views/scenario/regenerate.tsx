import type { BuildState } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';

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
      </DecisionForm>
    </details>
  );
}
