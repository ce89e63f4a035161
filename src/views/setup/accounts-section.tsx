import { warehouses } from '../../domain/brief/brief.ts';
import { AccountFields, type AccountFieldsProps, CredentialsGuide } from '../accounts/account-fields.tsx';
import { accountGroups } from '../accounts/account-groups.ts';

/**
 * The accounts of a demo in dbt Cloud. The style sheet shows it where that target is chosen, and of the warehouses the
 * chosen one's fields: whatever was typed stays typed, and no script is needed.
 */
export function AccountsSection(props: AccountFieldsProps) {
  const { github, dbtCloud } = accountGroups('duckdb');
  return (
    <fieldset class="accounts" id="accounts">
      <legend>Accounts</legend>
      <p class="hint">
        For this demo alone; what is left empty comes from the service’s settings. Secrets are kept in memory only, for
        a day. Everything is looked at before any work begins. <CredentialsGuide />
      </p>
      <AccountFields outermost group={github} {...props} />
      <AccountFields outermost group={dbtCloud} {...props} />
      {warehouses.map((warehouse) => (
        <div data-warehouse={warehouse}>
          <AccountFields outermost group={accountGroups(warehouse).theirs} {...props} />
        </div>
      ))}
    </fieldset>
  );
}
