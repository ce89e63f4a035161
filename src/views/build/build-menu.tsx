import { phaseOf, phases, rewindTargets, stepTitles } from '../../domain/build/phase.ts';
import { endsBySkipping } from '../../domain/build/roll-back.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { hx } from '../hx.ts';
import { AnswerPlace } from '../parts/answer.tsx';
import type { SeenBuild } from './seen-build.ts';

interface BuildMenuProps {
  readonly seen: SeenBuild;
  readonly temporalUrl?: string | undefined;
}

/** What is seldom wanted: other places, and the end. */
export function BuildMenu({ seen, temporalUrl }: BuildMenuProps) {
  const { state } = seen;
  return (
    <details class="menu">
      <summary>More</summary>
      <div>
        {temporalUrl ? (
          <a href={temporalUrl} target="_blank" rel="noreferrer">
            Open in Temporal Web
          </a>
        ) : null}
        <a href={`/builds/new?from=${state.id}`}>Create another demo from this brief</a>
        <a href={`/builds/${state.id}/brief.yaml`}>Download the brief</a>
        {isEnding(state) ? null : <CancelForm state={state} />}
      </div>
    </details>
  );
}

/** Whether it is too late to cancel, or no way to end it sooner. */
export function isEnding(state: BuildState): boolean {
  return state.status === 'closed' || state.outcome !== undefined || endsBySkipping(state);
}

/** Goes back to an earlier step while the build waits. */
export function RewindMenu({ state }: { readonly state: BuildState }) {
  const targets = rewindTargets.filter((step) => phases.indexOf(phaseOf(step)) <= phases.indexOf(state.phase));
  // What is torn down is not built on.
  if (state.phase === 'teardown' || state.outcome !== undefined) return null;
  if (!state.ask || state.revision === 0 || targets.length === 0) return null;
  const post = `/builds/${state.id}/rewind`;
  return (
    <details class="group">
      <summary>Go back to an earlier step</summary>
      <form method="post" action={post} {...hx({ post, target: 'find .answer', disable: 'find button' })}>
        <input type="hidden" name="ask" value={String(state.ask.number)} />
        <input type="hidden" name="revision" value={String(state.revision)} />
        <p class="hint">This makes a new revision; what does not change is found again and not made twice.</p>
        <div class="actions">
          <label for="to">Back to</label>
          <select id="to" name="to">
            {targets.map((step) => (
              <option value={step}>{stepTitles[step]}</option>
            ))}
          </select>
          <button type="submit" class="quiet">
            Go back
          </button>
          <AnswerPlace />
        </div>
      </form>
    </details>
  );
}

function CancelForm({ state }: { readonly state: BuildState }) {
  const post = `/builds/${state.id}/cancel`;
  const made = state.repository || state.environment;
  return (
    <details class="inner" data-until-ending>
      <summary>Cancel this build…</summary>
      <form method="post" action={post} {...hx({ post, target: 'find .answer', disable: 'find button' })}>
        <p class="hint">
          {made
            ? 'It stops, lets what is under way finish, and asks whether what was made is to be removed.'
            : 'It stops and closes. Nothing has been made outside yet.'}
        </p>
        <div class="actions">
          <button type="submit" data-tone="danger">
            Yes, cancel it
          </button>
          <AnswerPlace />
        </div>
      </form>
    </details>
  );
}
