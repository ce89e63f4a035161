import { describe, expect, it } from 'vitest';
import { demoSettings, workingFolderOf } from '../../../src/activities/dbt-cloud/infrastructure-request.ts';
import { openAccounts } from '../../../src/activities/dbt-cloud/open-accounts.ts';
import type { FieldName } from '../../../src/domain/accounts/fields.ts';
import { demoRequest } from '../../../src/integrations/terraform/demo-module.ts';
import { failureOf } from '../../integrations/terraform/setup.ts';
import { kinds } from '../../terraform/demo.ts';
import { startCloudBuild, tellingSecrets, warehouseValues } from './cloud-build.ts';

const names = { company: 'Acme', companyName: 'acme', shortId: 'abc' };

async function settingsOf(
  kind: (typeof kinds)[number],
  entered: Partial<Record<FieldName, string>> = warehouseValues[kind],
  changed: { readonly semanticLayer?: boolean } = {},
) {
  const { deps, enter, input } = await startCloudBuild(kind);
  const access = await enter(entered);
  return demoSettings(input({ access, ...changed }), await openAccounts(deps, access), names);
}

describe.each(kinds)('the request for %s', (kind) => {
  it('has every secret where Terraform keeps none, and no secret among its variables', async () => {
    const { settings, secrets } = await settingsOf(kind);
    const { variables, environment, secrets: hidden } = demoRequest(settings, secrets);
    const shown = JSON.stringify([variables, environment]);
    for (const secret of [...tellingSecrets, 'PRIVATE KEY', secrets.token]) expect(shown).not.toContain(secret);
    expect(Object.values(hidden)).toContain(secrets.token);
    expect(tellingSecrets.some((secret) => hidden.TF_VAR_warehouse_secret?.includes(secret))).toBe(true);
  });

  it('is for a project that is found again, in the schema of every target', async () => {
    const { settings } = await settingsOf(kind);
    expect(settings).toMatchObject({
      projectName: 'Acme demo [foundry-bq7cabc23456]',
      schema: 'acme_abc',
      repositoryUrl: 'git@github.com:acme/acme-demo.git',
      githubInstallationId: 4242,
      semanticLayer: false,
      warehouse: { kind },
    });
    expect(settings.connectionId).toBeUndefined();
  });

  it('says which field is missing', async () => {
    const [first = '', ...others] = Object.entries(warehouseValues[kind]);
    const failure = await failureOf(settingsOf(kind, Object.fromEntries(others)));
    expect(failure).toMatchObject({ code: 'account-field-missing', retryable: false });
    expect(first[0]).toContain(kind);
  });
});

describe('the request', () => {
  it('has the run plan’s steps, and a job for each schedule that is in full where it is to be', async () => {
    const { deps, enter, input } = await startCloudBuild('snowflake');
    const access = await enter(warehouseValues.snowflake);
    const steps = ['dbt seed --exclude config.schema:raw', "dbt build --select 'kpi.*'"];
    const schedules = [
      { id: 'nightly', title: 'At night', cron: '0 3 * * *', fullRefresh: true },
      { id: 'by-day', title: 'By day', cron: '0 8-20/4 * * *', fullRefresh: false },
    ];
    const accounts = await openAccounts(deps, access);
    const settingsFor = (more: object) => demoSettings({ ...input({ access }), ...more }, accounts, names).settings;
    expect(settingsFor({ steps, schedules })).toMatchObject({
      productionSteps: steps,
      schedules: {
        nightly: { cron: '0 3 * * *', steps: steps.map((step) => `${step} --full-refresh`) },
        'by-day': { cron: '0 8-20/4 * * *', steps },
      },
    });
    const { production_steps, schedules: none } = demoRequest(settingsFor({}), { token: 't' }).variables;
    expect([production_steps, none]).toEqual([undefined, undefined]);
  });

  it('has each field of each warehouse in its place', async () => {
    const warehouses = await Promise.all(kinds.map(async (kind) => (await settingsOf(kind)).settings.warehouse));
    expect(warehouses).toEqual([
      {
        ...{ kind: 'snowflake', account: 'ab12345.eu-central-1', database: 'DEMO', warehouse: 'TRANSFORMING' },
        ...{ role: 'TRANSFORMER', user: 'DBT', auth: 'keypair' },
      },
      {
        ...{ kind: 'bigquery', projectId: 'acme-demo' },
        serviceAccount: {
          private_key_id: 'f00d',
          client_email: 'dbt@acme-demo.iam.gserviceaccount.com',
          client_id: '1234567890',
          auth_uri: 'https://accounts.google.com/o/oauth2/auth',
          token_uri: 'https://oauth2.googleapis.com/token',
          auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
          client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/dbt%40acme-demo',
        },
      },
      {
        ...{ kind: 'databricks', host: 'dbc-1234.cloud.databricks.com', httpPath: '/sql/1.0/warehouses/abc' },
        catalog: 'main',
      },
      {
        ...{ kind: 'redshift', host: 'demo.abc.eu-central-1.redshift.amazonaws.com', port: 5440 },
        ...{ database: 'demo', user: 'dbt' },
      },
    ]);
  });

  it('signs in to Snowflake with a password where there is no key, or where one was entered for this demo', async () => {
    const { snowflake_private_key: key, snowflake_private_key_passphrase: _, ...rest } = warehouseValues.snowflake;
    const entered = { ...rest, snowflake_password: 'a password' };
    const { settings, secrets } = await settingsOf('snowflake', entered);
    expect([settings.warehouse, secrets.warehouse]).toEqual([
      expect.objectContaining({ auth: 'password' }),
      'a password',
    ]);
    const { deps, enter, input } = await startCloudBuild('snowflake');
    const defaults = { ...deps.services.defaults, snowflake_private_key: key ?? '' };
    const access = await enter(entered);
    const accounts = await openAccounts({ ...deps, services: { ...deps.services, defaults } }, access);
    expect(demoSettings(input({ access }), accounts, names).secrets.warehouse).toBe('a password');
  });

  it.each(kinds)('uses a given connection to %s, and then needs no more than to sign in', async (kind) => {
    const login: readonly string[] = [
      ...['snowflake_user', 'snowflake_private_key', 'databricks_token', 'redshift_user', 'redshift_password'],
    ];
    const entered = Object.entries(warehouseValues[kind]).filter(([name]) => login.includes(name));
    const given = { ...Object.fromEntries(entered), dbt_cloud_connection_id: '77' };
    const { settings } = await settingsOf(kind, given);
    expect(settings.connectionId).toBe(77);
    if (kind !== 'bigquery') return;
    const failure = await failureOf(settingsOf(kind, given, { semanticLayer: true }));
    expect(failure).toMatchObject({ code: 'account-field-missing' });
    expect(failure.sentence).toContain('Service account');
  });

  it('takes what a person chose', async () => {
    const { deps, input } = await startCloudBuild('redshift');
    const chosen = input({
      ...{ options: { dbtVersion: 'compatible', threads: 16 }, schedule: '0 7 * * 1', scheduleActive: false },
      ...{ semanticLayer: true, secretVersion: 3 },
    });
    const { settings } = demoSettings(chosen, await openAccounts(deps, chosen.access), names);
    expect(settings).toMatchObject({
      ...{ dbtVersion: 'compatible', threads: 16, schedule: '0 7 * * 1', scheduleActive: false },
      ...{ semanticLayer: true, secretVersion: 3 },
    });
  });

  it('quotes nothing of a service account that cannot be used', async () => {
    const whole = JSON.parse(warehouseValues.bigquery.bigquery_service_account ?? '{}');
    for (const json of [JSON.stringify({ ...whole, private_key: 'stolen-secret' }), '{"private_key": stolen-secret}']) {
      const failure = await failureOf(
        settingsOf('bigquery', { ...warehouseValues.bigquery, bigquery_service_account: json }),
      );
      expect(failure).toMatchObject({ code: 'account-field-unusable' });
      expect(`${failure.stack} ${failure.cause}`).not.toContain('stolen-secret');
    }
  });

  it('asks at once for all that is in the vault no more, as soon as one of them is needed', async () => {
    const { deps, vault, input } = await startCloudBuild('databricks');
    const secrets = {
      databricks_token: await vault.keep('gone', 'dapi'),
      dbt_cloud_token: await vault.keep('gone', 'x'),
    };
    await vault.forget('gone');
    const accounts = await openAccounts(deps, { ...input().access, secrets });
    expect(accounts.need('databricks_host')).toBeDefined();
    const failure = await failureOf((async () => accounts.need('databricks_token'))());
    expect(failure).toMatchObject({ code: 'account-secret-lost', fields: Object.keys(secrets) });
  });

  it('does not ask for a lost secret that another one is used instead of', async () => {
    const { deps, vault, input } = await startCloudBuild('databricks');
    const lost = await vault.keep('gone', 'a key that is lost and not needed');
    await vault.forget('gone');
    const token = await vault.keep('bq7cabc23456', 'ghp_0123');
    const accounts = await openAccounts(deps, {
      values: { ...input().access.values, github_app_id: '4712' },
      secrets: { github_token: token, github_app_private_key: lost },
    });
    expect(accounts.need('github_token')).toBe('ghp_0123');
    expect(accounts.need('databricks_host')).toBeDefined();
  });

  it.each([
    ['https://github.com/acme/acme-demo.git', 'git@github.com:acme/acme-demo.git'],
    ['https://github.acme.example:8443/data/acme-demo', 'git@github.acme.example:data/acme-demo.git'],
  ])('takes %s by its SSH address', async (cloneUrl, repositoryUrl) => {
    const { deps, input } = await startCloudBuild();
    const { settings } = demoSettings(input({ cloneUrl }), await openAccounts(deps, input().access), names);
    expect(settings.repositoryUrl).toBe(repositoryUrl);
  });

  it('refuses a repository on this machine, and DuckDB', async () => {
    const { deps, input } = await startCloudBuild();
    const accounts = await openAccounts(deps, input().access);
    const refused = (changed: Parameters<typeof input>[0]) => () => demoSettings(input(changed), accounts, names);
    expect(refused({ cloneUrl: '/data/repositories/acme.git' })).toThrow('not at GitHub');
    expect(refused({ warehouse: 'duckdb' })).toThrow('does not reach DuckDB');
  });

  it('works in a folder of the build’s own', async () => {
    const { deps } = await startCloudBuild();
    expect(workingFolderOf(deps, 'one')).not.toBe(workingFolderOf(deps, 'two'));
  });
});
