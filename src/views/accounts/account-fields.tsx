import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import { type FieldName, fieldOf } from '../../domain/accounts/fields.ts';
import { type AccountValues, type OfferedAccounts, originOf } from '../../domain/accounts/offered-accounts.ts';
import { describedBy, Field } from '../parts/field.tsx';
import type { FieldErrors } from '../setup/brief-fields.ts';
import type { AccountGroup } from './account-groups.ts';

export interface AccountFieldsProps {
  /** What the service's settings hold. */
  readonly offered: OfferedAccounts;
  /** What the build was given: of secrets only that there is one. */
  readonly given?: AccountAccess | undefined;
  /** Plain values that stand in a form that came back. Never a secret. */
  readonly typed?: AccountValues;
  readonly errors?: FieldErrors;
  /** Whether a secret can be entered: somebody keeps it. */
  readonly keeping: boolean;
}

interface GroupProps extends AccountFieldsProps {
  readonly group: AccountGroup;
  /** Whether no heading but the page's own stands above. */
  readonly outermost?: boolean;
}

/** Where to read how each value is got. */
export function CredentialsGuide() {
  return (
    <a href="/docs/credentials.md" target="_blank" rel="noopener">
      How to get each of them
    </a>
  );
}

/** Fields of one account under their heading. */
export function AccountFields({ group, outermost = false, ...props }: GroupProps) {
  if (group.names.length === 0) return null;
  return (
    <>
      {outermost ? <h2>{group.title}</h2> : <h3>{group.title}</h3>}
      <div class="pair roomy">
        {group.names.map((name) => (
          <AccountField name={name} {...props} />
        ))}
      </div>
    </>
  );
}

/** One value of an account. A secret is drawn empty, always: what was typed into it is never sent back. */
export function AccountField({ name, keeping, ...props }: AccountFieldsProps & { readonly name: FieldName }) {
  const { title, secret, long = false } = fieldOf(name);
  const { given, offered, typed = {}, errors = {} } = props;
  const about = { hint: hintOf(name, { ...props, keeping }), errors: errors[name] };
  const attributes = { id: name, name, autocomplete: 'off', spellcheck: false, ...describedBy(name, about) };
  return (
    <Field name={name} label={title} {...about}>
      {secret && !keeping ? null : long ? (
        <textarea {...attributes} rows={4} class="code" />
      ) : secret ? (
        <input type="password" {...attributes} />
      ) : (
        <input {...attributes} value={typed[name] ?? ''} placeholder={given?.values[name] ?? offered.values[name]} />
      )}
    </Field>
  );
}

/** What a field is for, where its label does not say it. */
const notes: Partial<Record<FieldName, string>> = {
  github_token: 'Makes the private repository and its pull requests.',
  github_app_id: 'Instead of a token: the App ID of a GitHub App of your own, not of dbt Cloud’s.',
  github_app_private_key: 'Goes with that App ID.',
  github_owner: 'Whose account the repository is made in.',
  dbt_cloud_host: 'The host of your pages there, such as cloud.getdbt.com or ab123.us1.dbt.com.',
  dbt_cloud_account_id: 'The number after /accounts/, /deploy/ or /dashboard/ in the address of such a page.',
  dbt_cloud_token: 'Account settings, Service tokens. Account Admin does it all.',
  github_app_installation_id:
    'By it dbt Cloud reads the repository: the number in the address of the App’s installation at GitHub.',
  dbt_cloud_connection_id: 'One that exists already. Without it one is made, and removed with the demo.',
  snowflake_account: 'Its identifier, such as acme-eu1.',
  snowflake_role: 'Optional.',
  snowflake_private_key_passphrase: 'Where the key has one.',
  snowflake_password: 'Instead of the key, where Snowflake still takes one.',
  databricks_catalog: 'Optional.',
  redshift_port: 'Optional; 5439 where it is left out.',
};

function hintOf(name: FieldName, { offered, given, keeping }: AccountFieldsProps): string {
  const { setting, secret, must } = fieldOf(name);
  const note = notes[name] === undefined ? '' : `${notes[name]} `;
  switch (originOf(name, offered, given)) {
    case 'entered':
      return `${note}Entered for this demo; stays as it is where this is left empty.`;
    case 'setting':
      return `${note}From ${setting}${secret && keeping ? ', where this is left empty' : ''}.`;
    case 'unusable':
      return `${note}${setting} is set and cannot be used: the value must ${must}.`;
    case 'none':
      return secret && !keeping ? `${note}Set ${setting} for the service.` : `${note}Or set ${setting}.`;
  }
}
