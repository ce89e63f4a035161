import { isRollBackOffered } from '../../domain/build/roll-back.ts';
import { standingThings } from '../../domain/build/standing.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { Linked } from '../parts/linked.tsx';
import { DecisionForm } from './decision-form.tsx';

/** Has removed what was made outside so far; nothing where nothing was, or where it cannot be. */
export function RollBackForm({ state }: { readonly state: BuildState }) {
  if (state.target === 'local' || !isRollBackOffered(state)) return null;
  const standing = standingThings(state);
  return (
    <details class="group">
      <summary>Roll back…</summary>
      <DecisionForm state={state} kind="roll-back" label="Yes, remove what was made" tone="danger">
        <p class="hint">
          {standing.length === 0 ? (
            'Nothing was made outside yet.'
          ) : (
            <>
              Removes what this demo made, in reverse order, and nothing else: <Linked text={standing.join('; ')} />.
            </>
          )}{' '}
          The build goes back to its files.
        </p>
      </DecisionForm>
    </details>
  );
}
