import { phaseOf, type StepName, stepTitles } from '../../domain/build/phase.ts';
import { isSkippable, skipLabel } from '../../domain/build/skippable.ts';
import { AccountsForm, type AccountsOfBuild } from '../accounts/accounts-form.tsx';
import { Linked, whatToDo } from '../parts/linked.tsx';
import { RewindMenu } from './build-menu.tsx';
import { DecisionForm } from './decision-form.tsx';
import { FailedRun } from './failed-run.tsx';
import { GiveUp } from './give-up.tsx';
import { Made } from './made.tsx';
import { RollBackForm } from './roll-back-form.tsx';

/** What only another brief, model or key may mend, none of which a build changes once it runs. */
function isOfModels(code: string): boolean {
  return /^(ai|answer)-/.test(code);
}

/** Whether a step works in the accounts: other values for them may be what mends it. */
function worksInAccounts({ target }: AccountsOfBuild['state'], step: StepName): boolean {
  const phase = phaseOf(step);
  return target !== 'local' && phase !== 'scenario' && phase !== 'files';
}

/** A step stands still: what failed, what to do about it, what was already made, and the ways on. */
export function FailedPanel({ state, ...accounts }: AccountsOfBuild) {
  const about = state.ask?.step;
  const step = state.steps.find(({ id }) => id === about?.id);
  if (!about) return null;
  return (
    <section class="card failed">
      <h2>
        {stepTitles[about.name]} failed{about.subject ? <code> {about.subject}</code> : null}
      </h2>
      <p class="error">
        <Linked text={step?.failure?.sentence ?? 'The step ended without a word.'} />
      </p>
      <p>
        <span class="label">What to do</span> <Linked text={whatToDo(step?.failure)} />
      </p>
      <FailedRun state={state} step={about.name} />
      <Made state={state} />
      <div class="decide">
        <DecisionForm state={state} kind="retry" label="Try again" />
        {isSkippable(state, about.name) ? (
          <DecisionForm state={state} kind="skip" label={skipLabel(state, about.name)} tone="quiet" />
        ) : null}
        <RollBackForm state={state} />
      </div>
      {worksInAccounts(state, about.name) ? (
        <details class="group">
          <summary>Try again with other values for the accounts</summary>
          <AccountsForm state={state} {...accounts} />
        </details>
      ) : null}
      <RewindMenu state={state} />
      {step?.failure && isOfModels(step.failure.code) ? (
        <p class="hint">
          Other notes, another model or another key:{' '}
          <a href={`/builds/new?from=${state.id}`}>create another demo from this brief</a>, with all of it filled in.
        </p>
      ) : null}
      <p class="hint">
        <GiveUp state={state} /> <code>{step?.failure?.code}</code>
      </p>
    </section>
  );
}
