import { type LeftoverThing, leftoversOf } from '../../domain/build/leftovers.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { Linked } from '../parts/linked.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Made } from './made.tsx';

/** After a cancel that leaves something standing. */
export function RollBackPanel({ state }: { readonly state: BuildState }) {
  return (
    <section class="card">
      <h2>Cancelled. Remove what was made?</h2>
      <Made state={state} />
      <div class="decide">
        <DecisionForm state={state} kind="tear-down" label="Remove it all" tone="danger" />
        <DecisionForm state={state} kind="keep" label="Leave it as it is" tone="quiet" />
      </div>
    </section>
  );
}

interface ClosedPanelProps {
  readonly state: BuildState;
  /** What was found standing when it was last looked for, and can be removed still. */
  readonly standing: readonly LeftoverThing[];
}

/** A build that has ended: how, what is left of it, and where that is removed. */
export function ClosedPanel({ state, standing }: ClosedPanelProps) {
  const { outcome, left } = state;
  return (
    <section class="card">
      <h2>{outcome === 'torn-down' ? 'Torn down' : outcome === 'cancelled' ? 'Cancelled' : 'Ended'}</h2>
      <p>{whatBecameOfIt(state)} The record of this build stays.</p>
      {left.length > 0 ? (
        <ul>
          {left.map((one) => (
            <li>
              <Linked text={one} />
            </li>
          ))}
        </ul>
      ) : null}
      {standing.length > 0 ? (
        <p>
          <a href="/#leftovers">Remove it from the list of demos</a>, under “Left behind”: {standing.join(', ')}.
        </p>
      ) : leftoversOf(state).length > 0 ? (
        <p class="notice">It was removed since: nothing of it was found any more that this service removes.</p>
      ) : null}
      <a class="button" href={`/builds/new?from=${state.id}`}>
        Create another demo from this brief
      </a>
    </section>
  );
}

function whatBecameOfIt({ left, steps }: BuildState): string {
  if (left.length === 0) return 'Nothing is left outside this service.';
  // Whatever takes things away at the end of a build ends with this step.
  const takenAway = steps.at(-1)?.name === 'release-artifacts';
  return takenAway
    ? 'What could be taken away was; what is listed here was left.'
    : 'Nothing was taken away: what is listed here was left as it is.';
}
