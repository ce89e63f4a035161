/** One value that an account asks for. */
export interface AccountField {
  /** As the form labels it. */
  readonly title: string;
  /** The setting that its default comes from. */
  readonly setting: string;
  /** Never shown again, never stored: a build holds a handle to it. */
  readonly secret: boolean;
  readonly shape: RegExp;
  /** What a value must be or have, as the end of a sentence that begins with its title. */
  readonly must: string;
  /** Text of several lines, such as a key. */
  readonly long?: boolean;
}

const word = /^[\w.$-]{1,255}$/;
const number = /^[1-9]\d{0,15}$/;
const token = /^[\x21-\x7e]{8,4096}$/;
const host = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/i;
const pem = /^-----BEGIN (ENCRYPTED |RSA )?PRIVATE KEY-----[\s\S]+-----END (ENCRYPTED |RSA )?PRIVATE KEY-----\s*$/;

const plain = <const S extends string>(title: string, setting: S, shape: RegExp, must: string) => ({
  ...{ title, setting, shape, must },
  secret: false,
});
const secret = <const S extends string>(title: string, setting: S, shape: RegExp, must: string) => ({
  ...{ title, setting, shape, must },
  secret: true,
});

/** Every field of every account that a dbt Cloud demo is made with, by the name that forms and files use. */
export const accountFields = {
  github_token: secret('GitHub token', 'GITHUB_TOKEN', token, 'be a whole token, without spaces'),
  github_app_id: plain('App ID of a GitHub App', 'GITHUB_APP_ID', number, 'be a number, as its page has it'),
  github_app_private_key: {
    ...secret(
      'Private key of the GitHub App',
      'GITHUB_APP_PRIVATE_KEY',
      /^-----BEGIN (RSA )?PRIVATE KEY-----[\s\S]+-----END (RSA )?PRIVATE KEY-----\s*$/,
      'be a whole private key in PEM form',
    ),
    long: true,
  },
  github_owner: plain(
    'GitHub user or organisation',
    'DEFAULT_GITHUB_ORG',
    /^[a-z\d](-?[a-z\d]){0,38}$/i,
    'have letters, digits and single hyphens, 39 at most',
  ),
  dbt_cloud_host: plain(
    'dbt Cloud host',
    'DBT_CLOUD_HOST',
    // As people have it: a name, or the address of a page there.
    /^(https?:\/\/)?[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:\d{2,5})?(\/\S{0,500})?$/i,
    'be a host such as cloud.getdbt.com',
  ),
  dbt_cloud_account_id: plain('dbt Cloud account', 'DEFAULT_DBT_ACCOUNT_ID', number, 'be the number in its address'),
  dbt_cloud_token: secret(
    'dbt Cloud service token',
    'DBT_CLOUD_SERVICE_TOKEN',
    token,
    'be a whole token, without spaces',
  ),
  github_app_installation_id: plain(
    'dbt Cloud’s GitHub App installation',
    'GITHUB_APP_INSTALLATION_ID',
    number,
    'be the number in its address',
  ),
  dbt_cloud_connection_id: plain(
    'dbt Cloud connection',
    'DBT_CLOUD_CONNECTION_ID',
    number,
    'be the number in its address',
  ),
  snowflake_account: plain('Account', 'SNOWFLAKE_ACCOUNT', /^[\w.-]{1,255}$/, 'be its identifier, such as acme-eu1'),
  snowflake_database: plain('Database', 'SNOWFLAKE_DATABASE', word, 'be the name of a database'),
  snowflake_warehouse: plain('Warehouse', 'SNOWFLAKE_WAREHOUSE', word, 'be the name of a warehouse'),
  snowflake_role: plain('Role', 'SNOWFLAKE_ROLE', word, 'be the name of a role'),
  snowflake_user: plain('User', 'SNOWFLAKE_USER', /^[\w.@+-]{1,255}$/, 'be the name of a user'),
  snowflake_private_key: {
    ...secret('Private key', 'SNOWFLAKE_PRIVATE_KEY', pem, 'be a whole private key in PEM form'),
    long: true,
  },
  snowflake_private_key_passphrase: secret(
    'Passphrase of the private key',
    'SNOWFLAKE_PRIVATE_KEY_PASSPHRASE',
    /^[\x20-\x7e]{1,256}$/,
    'have printable characters only',
  ),
  snowflake_password: secret('Password', 'SNOWFLAKE_PASSWORD', /^[^\r\n]{1,256}$/, 'be one line'),
  bigquery_project: plain('Project', 'BIGQUERY_PROJECT', /^[a-z][a-z0-9.:-]{4,62}$/, 'be the id of a project'),
  bigquery_service_account: {
    ...secret('Service account', 'BIGQUERY_SERVICE_ACCOUNT', /^\s*\{[\s\S]+\}\s*$/, 'be the whole key file, in JSON'),
    long: true,
  },
  databricks_host: plain('Host', 'DATABRICKS_HOST', /^[a-z0-9.-]*databricks[a-z0-9.-]*$/i, 'be a host of Databricks'),
  databricks_http_path: plain('HTTP path', 'DATABRICKS_HTTP_PATH', /^\/?sql\/[\w./-]{1,200}$/, 'begin with /sql/'),
  databricks_catalog: plain('Catalog', 'DATABRICKS_CATALOG', word, 'be the name of a catalog'),
  databricks_token: secret('Token', 'DATABRICKS_TOKEN', token, 'be a whole token, without spaces'),
  redshift_host: plain('Host', 'REDSHIFT_HOST', host, 'be a host'),
  redshift_port: plain('Port', 'REDSHIFT_PORT', /^\d{2,5}$/, 'be a number such as 5439'),
  redshift_database: plain('Database', 'REDSHIFT_DATABASE', word, 'be the name of a database'),
  redshift_user: plain('User', 'REDSHIFT_USER', /^[\w.@+-]{1,127}$/, 'be the name of a user'),
  redshift_password: secret('Password', 'REDSHIFT_PASSWORD', /^[^\r\n]{1,256}$/, 'be one line'),
} as const satisfies Record<string, AccountField>;

export type FieldName = keyof typeof accountFields;
/** The setting of a field. */
export type FieldSetting = (typeof accountFields)[FieldName]['setting'];
export const fieldNames = Object.keys(accountFields) as readonly FieldName[];

export function fieldOf(name: FieldName): AccountField & { readonly setting: FieldSetting } {
  return accountFields[name];
}

/** What is wrong with a value, as a sentence that never quotes it; `undefined` for one that can be used. */
export function fieldProblem(name: FieldName, value: string): string | undefined {
  const { title, shape, must } = fieldOf(name);
  return shape.test(value) ? undefined : `${title} must ${must}.`;
}
