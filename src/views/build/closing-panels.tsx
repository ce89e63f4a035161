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

/** A build that has ended: how, and what is left of it. */
export function ClosedPanel({ state }: { readonly state: BuildState }) {
  return (
    <section class="card">
      <h2>{state.outcome === 'torn-down' ? 'Torn down' : state.outcome === 'cancelled' ? 'Cancelled' : 'Ended'}</h2>
      <p>
        {state.left.length > 0 ? 'Everything was taken away but:' : 'Nothing is left outside this service.'} The record
        of this build stays.
      </p>
      {state.left.length > 0 ? (
        <ul>
          {state.left.map((left) => (
            <li>
              <Linked text={left} />
            </li>
          ))}
        </ul>
      ) : null}
      <a class="button" href={`/builds/new?from=${state.id}`}>
        Create another demo from this brief
      </a>
    </section>
  );
}
