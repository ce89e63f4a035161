import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkAccounts } from '../../../src/activities/dbt-cloud/check-accounts.ts';
import type { Services } from '../../../src/activities/dbt-cloud/services.ts';
import { proposedRepositoryName } from '../../../src/api/decisions/prepare-decision.ts';
import { type AccountAccess, noAccess } from '../../../src/domain/accounts/account-access.ts';
import { accountChecksSchema } from '../../../src/domain/accounts/account-checks.ts';
import { type BriefInput, briefSchema } from '../../../src/domain/brief/brief.ts';
import type { AccountsLooked } from '../../../src/domain/build/infrastructure.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { aBuild } from '../../integrations/records/rows.ts';
import { secret } from '../../integrations/repository/github/some-github.ts';
import type { Token } from '../../setup/github/state.ts';
import { aTerraform, buildId, openAccountsBench } from './accounts-bench.ts';

/** A bench, and a look at its accounts as the table that is kept. */
async function opened(token?: Token) {
  const bench = await openAccountsBench(token);
  const look = async ({ access = bench.access, services = {}, brief = {} }: Look = {}) => {
    const { artifacts } = bench.deps;
    const deps = { ...bench.deps, services: { ...bench.deps.services, ...services } };
    const digest = await putJson(
      artifacts,
      briefSchema.parse({ company: 'Acme', target: 'dbt-cloud', discovery_notes: 'Bob said no', ...brief }),
    );
    const looked: AccountsLooked = await bench.run(checkAccounts(deps), { buildId, access, brief: digest });
    const checks = await getJson(artifacts, accountChecksSchema, looked.checks);
    for (const text of [secret, bench.dbtCloud.token, 'nobodys-business']) {
      expect(JSON.stringify(checks)).not.toContain(text);
    }
    expect(looked.failed).toBe(checks.filter(({ state }) => state === 'failed').length);
    expect(looked.unknown).toBe(checks.filter(({ state }) => state === 'unknown').length);
    const rows = Object.fromEntries(checks.map((check) => [check.id, check]));
    expect(Object.keys(rows)).toHaveLength(checks.length);
    return { looked, checks, rows, states: Object.fromEntries(checks.map(({ id, state }) => [id, state])) };
  };
  return { ...bench, look };
}

interface Look {
  readonly access?: AccountAccess;
  readonly services?: Partial<Services>;
  readonly brief?: Partial<BriefInput>;
}

describe('a look at the accounts', () => {
  it('finds all well, says what only later steps prove and by which, and changes nothing', async () => {
    const { look, github, dbtCloud } = await opened();
    const { looked, rows, checks } = await look();

    expect(looked.failed).toBe(0);
    expect(checks.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual([
      'warehouse-login',
      'dbt-cloud-permissions',
      'dbt-cloud-github-app',
      'dbt-cloud-sees-repository',
    ]);
    expect(rows['warehouse-login']?.sentence).toMatch(/proven by the first run/);
    expect(rows['dbt-cloud-sees-repository']?.sentence).toMatch(/proven before the first run/);
    expect(rows['warehouse-fields']).toMatchObject({ state: 'ok', title: 'Snowflake: fields' });
    expect(rows.terraform?.sentence).toBe('Terraform 1.14.2 is there.');
    expect(rows['github-owner']?.title).toBe('GitHub: Account');
    expect(github.requests.every((request) => request.startsWith('GET'))).toBe(true);
    expect(new Set(dbtCloud.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('looks for the name that the page proposes', async () => {
    const bench = await opened();
    const build = aBuild({ company: 'Acme', createdAt: '2026-11-21T08:09:10.000Z' });
    Object.assign(bench.deps, { records: { getBuild: async (id: string) => (id === buildId ? build : undefined) } });
    const name = proposedRepositoryName(build);
    expect((await bench.look()).rows['github-name']?.sentence).toMatch(`${name} is free`);
    bench.state.create(bench.acme, name, null, true);
    expect((await bench.look()).rows['github-name']).toMatchObject({
      state: 'ok',
      sentence: expect.stringContaining(`will be ${name}-2`),
    });
  });

  it('asks by name for everything that neither was entered nor is set, with the place where it is found', async () => {
    const { look, github, dbtCloud } = await opened();
    const { states, rows } = await look({ access: noAccess });

    expect(states).toEqual({
      ...{ 'missing-github_token': 'failed', 'missing-github_owner': 'failed', 'missing-dbt_cloud_host': 'failed' },
      ...{ 'missing-dbt_cloud_account_id': 'failed', 'missing-dbt_cloud_token': 'failed' },
      ...{ 'missing-github_app_installation_id': 'failed', 'warehouse-fields': 'failed', 'warehouse-login': 'unknown' },
      ...{ github: 'unknown', 'dbt-cloud': 'unknown', terraform: 'ok' },
    });
    expect(rows['missing-github_token']).toMatchObject({
      mend: expect.stringContaining('or set GITHUB_TOKEN'),
      link: expect.stringContaining(`${github.url}/settings/tokens/new?scopes=repo`),
    });
    expect(rows['warehouse-fields']).toMatchObject({
      sentence: 'Snowflake still needs: Account, Database, Warehouse, User, Private key or Password.',
      mend: expect.stringContaining('SNOWFLAKE_PRIVATE_KEY or SNOWFLAKE_PASSWORD'),
    });
    expect([github.requests, dbtCloud.requests]).toEqual([[], []]);
    const failed = Object.values(rows).filter(({ state }) => state === 'failed');
    expect(failed.filter(({ mend, link }) => mend === undefined || link === undefined)).toEqual([]);
  });

  it('leads to the warehouse’s own pages, as near as what is given leads', async () => {
    const { look } = await opened();
    const linkOf = async (brief: Partial<BriefInput>, values: AccountAccess['values'] = {}) =>
      (await look({ access: { values, secrets: {} }, brief })).rows['warehouse-fields']?.link;
    expect(await linkOf({ warehouse: 'databricks' }, { databricks_host: 'dbc-1.cloud.databricks.com' })).toBe(
      'https://dbc-1.cloud.databricks.com/sql/warehouses',
    );
    expect(await linkOf({ warehouse: 'bigquery' }, { bigquery_project: 'acme-demos' })).toMatch(/project=acme-demos$/);
    expect(await linkOf({ warehouse: 'redshift' })).toMatch(/redshift/);
  });

  it('looks as a GitHub App where one is given instead of a token', async () => {
    const { look, access, keep, state, github } = await opened();
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const permissions = { administration: 'write', contents: 'write', pull_requests: 'write' } as const;
    state.apps.set('4712', {
      publicKey: pair.publicKey,
      installations: [{ id: 99, organisation: 'acme', permissions }],
    });
    const key = await keep(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const { github_token: _, ...secrets } = access.secrets;
    const values = { ...access.values, github_app_id: '4712' };
    const { rows } = await look({ access: { values, secrets: { ...secrets, github_app_private_key: key } } });

    expect(rows['github-token']?.sentence).toBe('The GitHub App is installed, and its key is valid.');
    expect(rows['github-scopes']?.state).toBe('ok');
    expect(Object.keys(rows).filter((id) => id.startsWith('missing-'))).toEqual([]);
    expect(github.requests).toContain('GET /orgs/acme/installation');
  });

  it('takes what the settings have, and tells one that cannot be used without quoting it', async () => {
    const { look, access, dbtCloud } = await opened();
    const { dbt_cloud_host: _, dbt_cloud_account_id: __, ...values } = access.values;
    const defaults = { dbt_cloud_host: dbtCloud.url, snowflake_role: 'NOT A ROLE', dbt_cloud_account_id: 'nobodys' };
    const { states, rows } = await look({
      access: { ...access, values },
      services: { defaults },
    });
    expect(states).toMatchObject({
      'unusable-dbt_cloud_account_id': 'failed',
      'unusable-snowflake_role': 'failed',
      'dbt-cloud': 'unknown',
      'github-token': 'ok',
    });
    expect(states).not.toHaveProperty('missing-dbt_cloud_account_id');
    expect(states).not.toHaveProperty('missing-dbt_cloud_host');
    expect(JSON.stringify(rows)).not.toMatch(/NOT A ROLE|nobodys/);
  });

  it('makes a row of each secret that is in the vault no more, and looks at the rest', async () => {
    const { look, access } = await opened();
    const gone = `key-${'a'.repeat(26)}`;
    const secrets = { ...access.secrets, github_token: gone, snowflake_private_key: gone };
    const { states, rows } = await look({ access: { ...access, secrets } });
    expect(states).toMatchObject({
      ...{ 'lost-github_token': 'failed', 'lost-snowflake_private_key': 'failed', github: 'unknown' },
      ...{ 'dbt-cloud-account': 'ok', terraform: 'ok' },
    });
    expect(rows['lost-github_token']?.mend).toMatch(/^Enter it again/);
    expect(states).not.toHaveProperty('warehouse-fields');
  });

  it('looks with the settings’ App where the token that was entered is gone, and asks for it', async () => {
    const { look, access } = await opened();
    const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const defaults = { github_app_id: '1', github_app_private_key: pem.toString() };
    const secrets = { ...access.secrets, github_token: `key-${'a'.repeat(26)}` };
    const { states, rows } = await look({ access: { ...access, secrets }, services: { defaults } });
    expect(states['lost-github_token']).toBe('failed');
    expect(rows['github-token']?.title).toMatch(/GitHub App/);
  });

  it('tells a refused token once, and what the other service has to say beside it', async () => {
    const { look, access, keep, github } = await opened();
    const secrets = { ...access.secrets, github_token: await keep('ghp_another-that-is-wrong') };
    const { checks, rows } = await look({ access: { ...access, secrets } });
    expect(checks.filter(({ id, state }) => id.startsWith('github') && state === 'failed')).toHaveLength(1);
    expect(rows['github-token']).toMatchObject({ state: 'failed', link: `${github.url}/settings/tokens` });
    expect(rows['dbt-cloud-account']?.state).toBe('ok');
  });

  it('leads a token without the scope to where one with it is made', async () => {
    const { look } = await opened({ login: 'ann', scopes: ['gist'] });
    expect((await look()).rows['github-scopes']).toMatchObject({
      state: 'failed',
      link: expect.stringContaining('/settings/tokens/new?scopes=repo'),
    });
  });

  it('says of a service that does not answer that nothing is known, and fails nothing', async () => {
    const { look, github, dbtCloud } = await opened();
    const unanswered = { does: 'answer', status: 503, body: '<html></html>' } as const;
    github.next(...Array.from({ length: 20 }, () => unanswered));
    dbtCloud.faults.plan({ does: 'show-page', status: 503, times: 99 });
    const { looked, states } = await look();
    expect(looked.failed).toBe(0);
    expect(states).toMatchObject({ 'github-token': 'unknown', 'dbt-cloud-account': 'unknown', terraform: 'ok' });
  });

  it('waits a moment that GitHub asks for, and says so', async () => {
    const { look, github, said } = await opened();
    const headers = { 'retry-after': '1' };
    github.next({ does: 'answer', status: 429, headers, body: { message: 'Slow down' }, path: /^\/user$/ });
    expect((await look()).states['github-token']).toBe('ok');
    expect(said).toContainEqual(expect.stringMatching(/^GitHub asks to wait [12] seconds$/));
  });

  it('does not block a build for a plan without Semantic Layer', async () => {
    const { look, dbtCloud } = await opened();
    dbtCloud.state.account.plan = 'developer_2022';
    const { looked, rows } = await look();
    expect(looked.failed).toBe(0);
    expect(rows['dbt-cloud-semantic-layer']).toMatchObject({
      state: 'unknown',
      sentence: 'The account’s plan has no Semantic Layer.',
      mend: expect.stringContaining('go on without'),
    });
    const without = await look({ brief: { include_semantic_layer: false } });
    expect(without.rows['dbt-cloud-semantic-layer']?.state).toBe('ok');
  });

  it('says that Terraform is missing or too old, and where it is had', async () => {
    const { look, deps, folder } = await opened();
    const withBinary = async (binary: string) =>
      (await look({ services: { terraform: { ...deps.services.terraform, binary } } })).rows.terraform;
    expect(await withBinary('/nowhere/terraform')).toMatchObject({ state: 'failed', link: expect.any(String) });
    expect(await withBinary(await aTerraform(folder, '1.5.7'))).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('1.5.7 is too old'),
    });
  });

  it('looks at the template repository that the settings name', async () => {
    const { look, state } = await opened();
    const templateRepository = { url: 'acme/template', ref: undefined };
    expect((await look({ services: { templateRepository } })).rows['github-template']).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/no commit in acme\/template/),
    });
    expect((await look()).rows).not.toHaveProperty('github-template');
    expect(state.repositories).toEqual([]);
  });

  it('asks nothing about a warehouse that a connection already names, but the login', async () => {
    const { look, access } = await opened();
    const { snowflake_account: _, snowflake_database: __, snowflake_warehouse: ___, ...values } = access.values;
    const { rows } = await look({ access: { ...access, values: { ...values, dbt_cloud_connection_id: '12' } } });
    expect(rows['warehouse-fields']?.state).toBe('ok');
  });
});
