import { afterAll, beforeAll, expect, test } from 'vitest';
import { newToken } from '../../src/api/setup/build-id.ts';
import { DrivenBuild } from '../setup/foundry/drive-build.ts';
import { TestFoundry } from '../setup/foundry/foundry.ts';
import { filesWith, plainHistory } from '../setup/foundry/leaks.ts';

const minutes = 60_000;
const own = 'ghp_OWNOWNOWNOWNOWNOWN12';
const [first, second, key] = ['dbtc_FIRSTFIRSTFIRST', 'dbtc_SECONDSECOND', 'TYPEDKEYTYPEDKEYTYPEDKEY'];
const pem = `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`;
const secrets = [own, first, second, key];
/** Nobody listens there: every look at the accounts fails at once. */
const nobody = '127.0.0.1:11';

let foundry: TestFoundry;
beforeAll(async () => {
  foundry = await TestFoundry.open({
    withPage: true,
    settings: {
      ...{ GITHUB_API_URL: `http://${nobody}`, GITHUB_TOKEN: own, DEFAULT_GITHUB_ORG: 'acme-demos' },
      ...{ DBT_CLOUD_SERVICE_TOKEN: '', WORK_AHEAD: 'off' },
    },
  });
}, 3 * minutes);
afterAll(() => foundry?.close(), minutes);

const send = (path: string, fields: Record<string, string>) =>
  fetch(new URL(path, foundry.page), { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
const text = async (path: string) => (await fetch(new URL(path, foundry.page))).text();
const leaked = (html: string) => secrets.filter((secret) => html.includes(secret));

test('what is entered for accounts is kept in memory, asked for again when it is gone, and found nowhere', {
  timeout: 6 * minutes,
}, async () => {
  const form = await text('/builds/new?empty=1');
  expect(form).toContain('From GITHUB_TOKEN');
  expect(form).toContain('placeholder="acme-demos"');
  expect(leaked(form)).toEqual([]);

  const started = await send('/builds', {
    ...{ company: 'Petal & Pine', industry: 'E-commerce', target: 'dbt-cloud', warehouse: 'snowflake' },
    ...{ token: newToken(), dbt_cloud_host: `https://${nobody}`, dbt_cloud_account_id: '11' },
    ...{ dbt_cloud_token: first, snowflake_private_key: pem },
  });
  expect(started.status).toBe(303);
  const id = String(started.headers.get('location')).slice('/builds/'.length);
  const build = new DrivenBuild(foundry, id);
  const looked = await build.until('accounts');
  expect(Object.keys(looked.access?.secrets ?? {}).sort()).toEqual(['dbt_cloud_token', 'snowflake_private_key']);
  expect(await text(`/builds/${id}`)).toContain('<h2>The accounts need a look</h2>');

  await foundry.shutDown();
  await foundry.start();
  await build.decide({ kind: 'retry' });
  const lost = await build.until('accounts');
  const gone = 'What was entered for this demo as dbt Cloud service token is gone.';
  expect(await text(`/builds/${id}`)).toContain(gone);

  const answer = { kind: 'enter-accounts', ask: String(lost.ask?.number), revision: String(lost.revision) };
  const entered = await send(`/builds/${id}/decisions`, { ...answer, dbt_cloud_token: second });
  expect(entered.status).toBe(303);
  const asked = async () => (await build.state()).ask?.number ?? 0;
  await expect.poll(asked, { timeout: minutes, interval: 300 }).toBeGreaterThan(lost.ask?.number ?? 0);
  const page = await text(`/builds/${id}`);
  expect(page).not.toContain(gone);
  expect(leaked(page)).toEqual([]);

  await build.decide({ kind: 'skip' });
  const drafted = await build.until('review-scenario');
  expect(drafted.access?.secrets.dbt_cloud_token).not.toBe(looked.access?.secrets.dbt_cloud_token);
  const history = await plainHistory(foundry, build);
  expect(history).toContain(drafted.access?.secrets.dbt_cloud_token);
  expect(leaked(history)).toEqual([]);
  expect(leaked(await text(`/builds/${id}/log`))).toEqual([]);
  await build.cancel();
  expect(await filesWith(foundry.data, secrets)).toEqual([]);
});
