import type { BuildState } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';
import { type DiffLine, DiffText } from '../scenario/diff-text.tsx';

/** A hand edit whose file has changed beneath it, with the difference from what is generated now. */
export interface Conflict {
  readonly path: string;
  readonly diff: readonly DiffLine[];
}

interface ConflictsProps {
  readonly state: BuildState;
  readonly conflicts: readonly Conflict[];
}

/** Edits that no longer fit what is generated: both are shown for a choice. */
export function Conflicts({ state, conflicts }: ConflictsProps) {
  if (conflicts.length === 0) return null;
  const asked = state.ask?.kind === 'review-files';
  return (
    <section class="card failed">
      <h2>Your edits and the generated files differ</h2>
      <p>These files were generated anew after you edited them. The generated ones stand until you choose.</p>
      {conflicts.map(({ path, diff }) => (
        <article class="item">
          <h3>
            <code>{path}</code>
          </h3>
          <p class="quiet">From the generated file to your edit:</p>
          <DiffText lines={diff} />
          {asked ? (
            <div class="decide">
              {(['keep-mine', 'take-generated'] as const).map((edit) => (
                <DecisionForm
                  state={state}
                  kind="edit-files"
                  label={edit === 'keep-mine' ? 'Use my edit' : 'Use the generated file'}
                  tone="quiet"
                >
                  <input type="hidden" name="edit" value={edit} />
                  <input type="hidden" name="path" value={path} />
                </DecisionForm>
              ))}
            </div>
          ) : null}
        </article>
      ))}
    </section>
  );
}
