import type { BuildState } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';
import { formatInstant } from '../parts/when.ts';

function removed({ target, infrastructure }: BuildState): string {
  if (target === 'local') return 'Removes the environments, the schedule, the data and the repository.';
  if (!infrastructure) return 'Removes the repository.';
  return 'Closes the pull requests, drops the demo’s schemas, removes the dbt Cloud project and the repository.';
}

/** What is done with the demo around the call: reset, keep, use again, tear down. */
export function KeepCard({ state, lastDay }: { readonly state: BuildState; readonly lastDay: string }) {
  const asked = state.ask?.kind === 'live' || state.ask?.kind === 'live-unprovisioned';
  return (
    <section class="card">
      <h2>Before and after the call</h2>
      <p class="quiet">
        Data ends on {state.asOf}.
        {state.expiresAt ? ` Torn down by itself on ${formatInstant(state.expiresAt, state.timeZone)}.` : ''}
      </p>
      <a class="button small quiet" href={`/builds/new?from=${state.id}`}>
        Create another demo from this brief
      </a>
      {asked ? (
        <div class="keep">
          {state.ask?.kind === 'live' ? (
            <details class="group">
              <summary>Reset for the next call</summary>
              <DecisionForm state={state} kind="reset" label="Reset" tone="quiet">
                <label for="asOf">Last day of the data</label>
                <input type="date" id="asOf" name="asOf" value={lastDay} required />
                <p class="hint">
                  Back to day one: branches, environments and data, with the dates moved. It is rehearsed first.
                </p>
              </DecisionForm>
            </details>
          ) : null}
          <details class="group">
            <summary>Keep it longer</summary>
            <DecisionForm state={state} kind="extend" label="Extend" tone="quiet">
              <label for="days">Days</label>
              <input type="number" id="days" name="days" min={1} max={365} value="14" required />
            </DecisionForm>
          </details>
          <details class="group">
            <summary>Tear down…</summary>
            <DecisionForm state={state} kind="tear-down" label="Yes, take it all away" tone="danger">
              <p class="hint">{removed(state)} The record stays. This cannot be undone.</p>
            </DecisionForm>
          </details>
        </div>
      ) : null}
    </section>
  );
}
