import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../src/api/setup/build-id.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import { checks, cloudPreview } from '../views/fixtures/cloud.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';
import { filesWith } from './files-with.ts';

const own = 'ghp_OWNOWNOWNOWNOWNOWN12';
const typed = 'ghp_TYPEDTYPEDTYPEDTYPED';
const pem = '-----BEGIN PRIVATE KEY-----\nTYPEDKEYTYPEDKEY\n-----END PRIVATE KEY-----';
const anyHandle = expect.stringMatching(/^key-[a-z2-7]{26}$/);

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario(), undefined, {
    github_token: own,
    github_owner: 'acme-demos',
    dbt_cloud_account_id: 'eleven',
  });
});
afterAll(() => app.close());
afterEach(() => {
  app.cloud.reset();
  app.stubs.reset();
});

const form = (more: Record<string, string> = {}) => ({
  ...{ company: 'Cloud & Co', target: 'dbt-cloud', warehouse: 'snowflake', token: newToken() },
  ...more,
});
const idOf = (answer: Response) => String(answer.headers.get('location')).slice('/builds/'.length);
const said = (state: BuildState, fields: Record<string, string>) => ({
  ask: String(state.ask?.number),
  revision: String(state.revision),
  ...fields,
});
const decide = (state: BuildState, fields: Record<string, string>) =>
  app.form(`/builds/${state.id}/decisions`, said(state, fields));
/** A field's control, and what is said of it. */
const fieldIn = (html: string, name: string) =>
  new RegExp(`<div class="field"[^>]*><label for="${name}">.*?</div>`, 's').exec(html)?.[0] ?? '';

describe('the setup form', () => {
  it('has a field for each value of each account, and says where its value comes from', async () => {
    const html = await app.text('/builds/new?empty=1');
    expect(fieldIn(html, 'github_token')).toMatch(/From GITHUB_TOKEN.*<input type="password"/s);
    expect(fieldIn(html, 'github_owner')).toMatch(/From DEFAULT_GITHUB_ORG.*placeholder="acme-demos"/s);
    expect(fieldIn(html, 'dbt_cloud_account_id')).toContain('DEFAULT_DBT_ACCOUNT_ID is set and cannot be used');
    expect(fieldIn(html, 'dbt_cloud_token')).toContain('Or set DBT_CLOUD_SERVICE_TOKEN');
    expect(fieldIn(html, 'github_app_id')).toMatch(/App ID of a GitHub App.*Instead of a token/s);
    expect(fieldIn(html, 'dbt_cloud_host')).toContain('cloud.getdbt.com');
    expect(fieldIn(html, 'dbt_cloud_account_id')).toContain('/accounts/');
    const [, guide = ''] = /href="(\/docs\/[^"]*)"/.exec(html) ?? [];
    expect(await app.text(guide)).toContain('# Credentials for demos in dbt Cloud');
    expect((await app.json('GET', '/docs/architecture.md')).status).toBe(404);
    expect(fieldIn(html, 'snowflake_private_key')).toContain('<textarea');
    expect(html).toMatch(/<div data-warehouse="redshift">.*redshift_host/s);
    expect(html).not.toContain(own);
  });

  it('starts a build with plain values, handles of the secrets, and the day of the call', async () => {
    const fields = form({
      ...{ call_date: '2027-03-01', github_token: typed, dbt_cloud_account_id: ' 11 ' },
      ...{ snowflake_private_key: pem.replaceAll('\n', '\r\n'), snowflake_user: '' },
      // Of another warehouse: typed before this one was chosen.
      redshift_password: 'TYPEDTYPEDTYPED2',
    });
    const id = idOf(await app.form('/builds', fields));
    const state = await app.asks(id, 'review-scenario');
    expect(state).toMatchObject({ target: 'dbt-cloud', callDate: '2027-03-01' });
    expect(state.access).toEqual({
      values: { dbt_cloud_account_id: '11' },
      secrets: { github_token: anyHandle, snowflake_private_key: anyHandle },
    });
    expect(await app.vault.read(state.access?.secrets.github_token ?? '')).toBe(typed);
    expect(await app.vault.read(state.access?.secrets.snowflake_private_key ?? '')).toBe(pem);
    expect(app.cloud.last('checkAccounts')?.access).toEqual(state.access);
    expect(await filesWith(app.folder, 'TYPED')).toEqual([]);
    // A clone begins with the plain values alone.
    expect(fieldIn(await app.text(`/builds/new?from=${id}`), 'dbt_cloud_account_id')).toContain('value="11"');
  });

  it('says beside each field what is wrong, gives no secret back, and starts nothing', async () => {
    const before = (await app.records.listBuilds({ limit: 50 })).length;
    const sent = form({ github_owner: 'not a name', github_token: typed, dbt_cloud_token: 'TYPED with spaces' });
    const answer = await app.form('/builds', sent);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(fieldIn(html, 'github_owner')).toMatch(
      /value="not a name".*role="alert">GitHub user or organisation must have/s,
    );
    expect(fieldIn(html, 'github_token')).toContain('Enter it again');
    expect(fieldIn(html, 'dbt_cloud_token')).toContain('dbt Cloud service token must be a whole token');
    expect(html).not.toContain('TYPED');
    expect(await app.records.listBuilds({ limit: 50 })).toHaveLength(before);
  });

  it('keeps plain values with a draft, and no secret', async () => {
    await app.form('/builds/draft', form({ github_owner: 'half-typed', github_token: typed }));
    expect(fieldIn(await app.text('/builds/new'), 'github_owner')).toContain('value="half-typed"');
    expect(await filesWith(app.folder, typed)).toEqual([]);
    await app.text('/builds/new?empty=1');
  });

  it('takes nothing of accounts for a demo on this machine', async () => {
    const id = idOf(await app.form('/builds', form({ target: 'local', github_token: typed })));
    expect(await app.asks(id, 'review-scenario')).not.toHaveProperty('access');
  });
});

describe('the API', () => {
  const brief = { company: 'Cloud by API', target: 'dbt-cloud' };
  const post = (body: object) => app.json('POST', '/api/builds', body);

  it('takes the same values by field', async () => {
    const answer = await post({ brief, accounts: { github_owner: 'acme', github_token: typed } });
    const { id } = (await answer.json()) as { id: string };
    const { access } = await app.asks(id, 'review-scenario');
    expect(access).toEqual({ values: { github_owner: 'acme' }, secrets: { github_token: anyHandle } });
  });

  it.each([
    [brief, { gihub_owner: 'acme' }, 'gihub_owner', /“gihub_owner” is no value/],
    [brief, { redshift_host: 'example.com' }, 'redshift_host', /on snowflake/],
    [brief, { github_owner: 'a b' }, 'github_owner', /letters, digits/],
    [{ company: 'A' }, { github_owner: 'acme' }, 'accounts', /needs no accounts/],
  ])('names what it cannot use, and starts nothing: %o %o', async (of, accounts, field, sentence) => {
    const answer = await post({ brief: of, accounts });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { error: { code: 'accounts-refused', field, sentence: expect.stringMatching(sentence) } },
    ]);
  });

  it('says how they are sent', async () => {
    const answer = await post({ brief, account: {} });
    expect(await answer.text()).toContain(String.raw`\"accounts\": {\"github_owner\"`);
  });
});

describe('a build whose accounts are not as it needs them', () => {
  const stuck = async () => {
    app.cloud.checks = checks;
    return app.asks(idOf(await app.form('/builds', form({ github_token: typed }))), 'accounts');
  };

  it('shows what was found, takes other values, and goes on with them', async () => {
    const state = await stuck();
    const page = await app.text(`/builds/${state.id}`);
    expect(page).toMatch(/GitHub token<\/td>.*failed.*GitHub refused the token\. Make another one\..*Mend it there/s);
    expect(page).toMatch(/Login to the warehouse<\/td>.*proven later.*The first load job proves it/s);
    expect(fieldIn(page, 'github_token')).toContain('Entered for this demo');
    expect(page).toContain('Look again');
    expect(page).toContain('Go on anyway');

    const empty = await decide(state, { kind: 'enter-accounts', github_token: ' ' });
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Enter at least one value')]);
    const wrong = await decide(state, { kind: 'enter-accounts', github_token: 'TYPED 2', github_owner: 'a b' });
    const words = await wrong.text();
    expect([wrong.status, words]).toEqual([422, expect.stringMatching(/whole token.*letters, digits/s)]);
    expect(words).not.toContain('TYPED');

    app.cloud.checks = [];
    const taken = await decide(state, { kind: 'enter-accounts', github_token: `${typed}2`, github_owner: 'acme' });
    expect([taken.status, await taken.text()]).toEqual([200, expect.not.stringContaining(typed)]);
    const { access } = await app.asks(state.id, 'review-scenario');
    expect(access?.values).toEqual({ github_owner: 'acme' });
    expect(access?.secrets.github_token).not.toBe(state.access?.secrets.github_token);
    expect(await app.vault.read(access?.secrets.github_token ?? '')).toBe(`${typed}2`);
    expect(await filesWith(app.folder, 'TYPED')).toEqual([]);
  });

  it('takes them by the API too, by field, and can be gone on with as they are', async () => {
    const state = await stuck();
    const wrong = await app.decide(state, { kind: 'enter-accounts', accounts: { redshift_user: 'ada' } });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { error: { field: 'redshift_user' } }]);
    expect((await app.decide(state, { kind: 'enter-accounts', accounts: { github_owner: 'acme' } })).status).toBe(200);
    const again = await app.asks(state.id, 'accounts', state.ask?.number);
    expect(again.access).toEqual({ values: { github_owner: 'acme' }, secrets: state.access?.secrets });
    expect((await app.decide(again, { kind: 'skip' })).status).toBe(200);
    await app.asks(state.id, 'review-scenario');
  });
});

describe('provisioning in dbt Cloud', () => {
  const toProvision = async () => {
    const id = idOf(await app.form('/builds', form()));
    await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
    await app.decide(await app.asks(id, 'review-files'), { kind: 'approve-files' });
    return app.asks(id, 'provision');
  };

  it('shows what Terraform would make, and is told of options and other values', async () => {
    const state = await toProvision();
    const page = await app.text(`/builds/${state.id}`);
    expect(page).toContain('4 to make');
    expect(page).toMatch(/<code>private_key_wo<\/code>.*secret, not shown/s);
    expect(page).toContain('dbt seed --full-refresh --select config.schema:raw');

    const many = await decide(state, { kind: 'provision', threads: '900' });
    expect([many.status, await many.text()]).toEqual([422, expect.stringContaining('at most 64 threads')]);
    const old = await app.decide(state, { kind: 'provision', dbt_version: 'newest one' });
    expect([old.status, await old.text()]).toEqual([422, expect.stringContaining('release track')]);
    const wish = { schedule: '30 5 * * 1-5', threads: '4', dbt_version: 'compatible', dbt_cloud_connection_id: '77' };
    expect((await decide(state, { kind: 'provision', ...wish })).status).toBe(200);
    const live = await app.asks(state.id, 'live');
    expect(app.cloud.calls.find(({ name }) => name === 'applyInfrastructure')?.input).toMatchObject({
      schedule: '30 5 * * 1-5',
      options: { threads: 4, dbtVersion: 'compatible' },
      access: { values: { dbt_cloud_connection_id: '77' } },
    });
    const up = await app.text(`/builds/${live.id}`);
    expect(up).toContain(live.infrastructure?.urls.project);
    expect(up).toContain(live.pullRequests?.[0]?.url);
  });

  it('pauses the schedule and lets it go on, by page and by the API', async () => {
    const state = await toProvision();
    await app.decide(state, { kind: 'provision' });
    const live = await app.asks(state.id, 'live');
    expect(await app.text(`/builds/${live.id}`)).toContain('Pause it');
    expect((await decide(live, { kind: 'schedule', on: 'off' })).status).toBe(200);
    const paused = await app.asks(state.id, 'live', live.ask?.number);
    expect(app.cloud.last('setCloudSchedule')).toMatchObject({ on: false });
    expect(await app.text(`/builds/${live.id}`)).toContain('Let it run again');
    expect((await app.decide(paused, { kind: 'schedule', on: true })).status).toBe(200);
    await app.asks(state.id, 'live', paused.ask?.number);
    expect(app.cloud.last('setCloudSchedule')).toMatchObject({ on: true });
    expect((await app.records.listDecisions(state.id)).map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['off', 'on']),
    );
  });

  it('shows a plan that does more than make, and carries out that very plan on a word', async () => {
    const state = await toProvision();
    app.cloud.reasons = [{ kind: 'deletes', about: ['dbtcloud_job.old'] }];
    await app.decide(state, { kind: 'provision' });
    const waiting = await app.asks(state.id, 'review-plan');
    const page = await app.text(`/builds/${state.id}`);
    expect(page).toContain('It would remove: job old.');
    expect(page).toContain(`name="changes" value="${cloudPreview.digest}"`);
    const other = await decide(waiting, { kind: 'approve-plan', changes: 'a'.repeat(64) });
    expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('The plan is another one')]);
    expect((await decide(waiting, { kind: 'approve-plan', changes: cloudPreview.digest })).status).toBe(200);
    await app.asks(state.id, 'live');
    expect(
      app.cloud.calls.filter(({ name, input }) => name === 'applyInfrastructure' && 'approved' in (input as object)),
    ).toHaveLength(1);
  });

  it('is planned anew, or rolled back to the files, on a word', async () => {
    const state = await toProvision();
    app.cloud.reasons = [{ kind: 'gone', about: ['dbtcloud_job.load'] }];
    await app.decide(state, { kind: 'provision' });
    const waiting = await app.asks(state.id, 'review-plan');
    await decide(waiting, { kind: 'retry' });
    const again = await app.asks(state.id, 'review-plan', waiting.ask?.number);
    expect((await app.decide(again, { kind: 'roll-back' })).status).toBe(200);
    const files = await app.asks(state.id, 'review-files', again.ask?.number);
    expect(files).not.toHaveProperty('repository');
    expect(app.cloud.last('destroyInfrastructure')).toBeDefined();
  });

  it('that failed takes other values for the accounts, or is rolled back', async () => {
    const state = await toProvision();
    app.cloud.failing.set('applyInfrastructure', { code: 'terraform-failed', times: 1 });
    await app.decide(state, { kind: 'provision' });
    const failed = await app.asks(state.id, 'step-failed');
    const page = await app.text(`/builds/${state.id}`);
    expect(page).toContain('Try again with other values for the accounts');
    expect(page).toContain('Yes, remove what was made');
    // What it began may stand in the account that it has.
    expect((await decide(failed, { kind: 'enter-accounts', dbt_cloud_account_id: '12' })).status).toBe(409);
    expect((await decide(failed, { kind: 'enter-accounts', snowflake_user: 'DBT_TWO' })).status).toBe(200);
    const { access } = await app.asks(state.id, 'live');
    expect(access?.values).toEqual({ snowflake_user: 'DBT_TWO' });
  });
});
