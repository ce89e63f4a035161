import { stepTitles } from '../../domain/build/phase.ts';
import { type OfferedVendor, waitsForKey } from '../../domain/build/provider-choice.ts';
import { isSkippable, skipLabel } from '../../domain/build/skippable.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { KeyField } from '../setup/key-field.tsx';
import { RewindMenu } from './build-menu.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Made } from './made.tsx';

interface CredentialsPanelProps {
  readonly state: BuildState;
  readonly vendor: OfferedVendor | undefined;
  /** Whether a key can be entered: somebody keeps it. */
  readonly keeping: boolean;
}

/** A step stands still for want of a key: why, where another one is entered, and how it goes on without. */
export function CredentialsPanel({ state, vendor, keeping }: CredentialsPanelProps) {
  const about = state.ask?.step;
  const failure = state.steps.findLast(({ id }) => id === about?.id)?.failure;
  const own = vendor && (state.provider?.key !== undefined || vendor.hasKey);
  return (
    <section class="card failed">
      <h2>{vendor ? `${vendor.title} needs a key` : 'A key is needed'}</h2>
      {failure && waitsForKey(failure.code) ? <p class="error">{failure.sentence}</p> : null}
      <p>
        <span class="label">What to do</span> {failure?.mend}
      </p>
      {vendor && keeping && state.provider ? (
        <DecisionForm state={state} kind="enter-key" label="Use this key and go on">
          <KeyField keeping hint="It is checked first. It is for this demo alone, and is kept in memory only." />
        </DecisionForm>
      ) : null}
      {failure?.code === 'ai-key-lost' ? null : (
        <DecisionForm
          state={state}
          kind="retry"
          label={own ? 'Try again with the same key' : 'Try again'}
          tone="quiet"
        />
      )}
      {about && isSkippable(state, about.name) ? (
        <DecisionForm state={state} kind="skip" label={skipLabel(state, about.name)} tone="quiet" />
      ) : null}
      <Made state={state} />
      <RewindMenu state={state} />
      <p class="hint">
        The demo goes on where it was
        {about ? `, at “${stepTitles[about.name]}”${about.subject ? ` (${about.subject})` : ''}` : ''}. To give up
        instead, choose “Cancel this build” under “More”. <code>{failure?.code}</code>
      </p>
    </section>
  );
}
