import type { PieceName } from '../../domain/build/piece-choice.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';

interface WriteAnewProps {
  readonly state: BuildState;
  readonly piece: PieceName;
}

/** Asks the model for another one of a single piece, with or without a wish. */
export function WriteAnew({ state, piece: { step, subject } }: WriteAnewProps) {
  return (
    <details class="group">
      <summary>Write it anew</summary>
      <DecisionForm state={state} kind="regenerate-piece" label="Write it anew" tone="quiet">
        <input type="hidden" name="step" value={step} />
        <input type="hidden" name="subject" value={subject} />
        <label for="piece-instructions">What should be different? (May be left empty.)</label>
        <textarea id="piece-instructions" name="instructions" rows={3} maxlength={20000} />
        <p class="hint">
          Only <code>{subject}</code> is written anew, and what is made from it. Then the project is rehearsed again.
        </p>
      </DecisionForm>
    </details>
  );
}
