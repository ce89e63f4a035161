import type { BuildState } from '../../domain/build/state.ts';
import { DecisionForm } from '../build/decision-form.tsx';
import { AccountFields, type AccountFieldsProps, CredentialsGuide } from './account-fields.tsx';
import { accountGroups } from './account-groups.ts';

export interface AccountsOfBuild extends Pick<AccountFieldsProps, 'offered' | 'keeping'> {
  readonly state: BuildState;
}

/** Other values for the accounts of a build that stands still. */
export function AccountsForm({ state, ...props }: AccountsOfBuild) {
  return (
    <DecisionForm state={state} kind="enter-accounts" label="Use these values and go on">
      <p class="hint">
        What is left empty stays as it is. Secrets are for this demo alone, and kept in memory only.{' '}
        <CredentialsGuide />
      </p>
      <AllAccountFields state={state} {...props} />
    </DecisionForm>
  );
}

/** Every field that a build's demo has, with where its value comes from. */
export function AllAccountFields({ state, ...props }: AccountsOfBuild) {
  const { github, dbtCloud, theirs } = accountGroups(state.warehouse);
  return (
    <>
      {[github, dbtCloud, theirs].map((group) => (
        <AccountFields group={group} given={state.access} {...props} />
      ))}
    </>
  );
}
