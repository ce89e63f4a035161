import type { AccountCheck } from '../../domain/accounts/account-check.ts';
import { stepTitles } from '../../domain/build/phase.ts';
import { isSkippable, skipLabel } from '../../domain/build/skippable.ts';
import { AccountsForm, type AccountsOfBuild } from '../accounts/accounts-form.tsx';
import { ChecksTable } from '../accounts/checks-table.tsx';
import { Linked, whatToDo } from '../parts/linked.tsx';
import { formatInstant } from '../parts/when.ts';
import { RewindMenu } from './build-menu.tsx';
import { DecisionForm } from './decision-form.tsx';
import { GiveUp } from './give-up.tsx';
import { Made } from './made.tsx';
import { RollBackForm } from './roll-back-form.tsx';

interface AccountsPanelProps extends AccountsOfBuild {
  /** What the last look at the accounts found. */
  readonly checks: readonly AccountCheck[];
}

/** A step stands still as an account is not as it needs it: why, where other values are entered, and the ways on. */
export function AccountsPanel({ state, checks, ...accounts }: AccountsPanelProps) {
  const about = state.ask?.step;
  const failure = state.steps.findLast(({ id }) => id === about?.id)?.failure;
  const looking = about?.name === 'check-accounts';
  return (
    <section class="card failed">
      <h2>The accounts need a look</h2>
      {failure ? (
        <p class="error">
          <Linked text={failure.sentence} />
        </p>
      ) : null}
      {failure ? (
        <p>
          <span class="label">What to do</span> <Linked text={whatToDo(failure)} />
        </p>
      ) : null}
      {checks.length > 0 ? (
        <details open={looking}>
          <summary>
            {looking ? 'What was found' : 'The last look at the accounts'}
            {state.accounts ? (
              <span class="quiet small"> {formatInstant(state.accounts.at, state.timeZone)}</span>
            ) : null}
          </summary>
          <ChecksTable checks={checks} />
        </details>
      ) : null}
      <Made state={state} />
      <div class="decide">
        <DecisionForm state={state} kind="retry" label={looking ? 'Look again' : 'Try again'} />
        {about && isSkippable(state, about.name) ? (
          <DecisionForm state={state} kind="skip" label={skipLabel(state, about.name)} tone="quiet" />
        ) : null}
        <RollBackForm state={state} />
      </div>
      <details class="group" open>
        <summary>Enter other values</summary>
        <AccountsForm state={state} {...accounts} />
      </details>
      <RewindMenu state={state} />
      <p class="hint">
        The demo goes on where it was{about ? `, at “${stepTitles[about.name]}”` : ''}. <GiveUp state={state} />{' '}
        <code>{failure?.code}</code>
      </p>
    </section>
  );
}
