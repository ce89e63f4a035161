import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppHarness } from '../api/app-harness.ts';
import { violationsOf } from './axe.ts';
import { checks } from './fixtures/cloud.ts';
import { aScenario } from './fixtures/scenario.ts';

const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

let app: AppHarness;
let browser: Browser;
beforeAll(async () => {
  if (!existsSync(chrome)) throw new Error('Chromium is not installed: install it, or set CHROMIUM to its path.');
  app = await AppHarness.open(await aScenario(), undefined, { github_owner: 'acme-demos' });
  browser = await chromium.launch({ executablePath: chrome, args: flags });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function opened(javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(`${app.base}/builds/new?empty=1`);
  await page.getByText('The platform: warehouse, target, data').click();
  return page;
}

it.each([true, false])(
  'accounts appear with the target, those of the chosen warehouse (script: %s)',
  async (script) => {
    const page = await opened(script);
    const owner = page.getByLabel('GitHub user or organisation');
    expect(await owner.isVisible()).toBe(false);
    await page.getByLabel('Where it runs').selectOption('dbt-cloud');
    expect(await owner.isVisible()).toBe(true);
    expect(await owner.getAttribute('placeholder')).toBe('acme-demos');
    expect(await page.locator('#snowflake_account').isVisible()).toBe(true);
    expect(await page.locator('#redshift_host').isVisible()).toBe(false);
    await page.getByLabel('Their warehouse').selectOption('redshift');
    expect(await page.locator('#snowflake_account').isVisible()).toBe(false);
    expect(await page.locator('#redshift_host').isVisible()).toBe(true);
    await page.getByLabel('Where it runs').selectOption('local');
    expect(await owner.isVisible()).toBe(false);
    await page.context().close();
  },
);

it('a form that comes back has a red border on every control that is wrong, and on no other', async () => {
  const page = await opened(true);
  await page.getByLabel(/^Company/).fill('Cloud & Co');
  await page.getByLabel('Where it runs').selectOption('dbt-cloud');
  await page.locator('#github_owner').fill('not a name');
  await page.locator('#dbt_cloud_token').fill('with spaces in it');
  await page.getByRole('button', { name: 'Draft the scenario' }).click();
  await page.getByText('2 entries need a look.').waitFor();
  const styled = (id: string, property: string): Promise<string> =>
    page.evaluate(`getComputedStyle(document.getElementById('${id}')).${property}`);
  const border = (id: string) => styled(id, 'borderTopColor');
  const said = await styled('github_owner-error', 'color');
  expect(await border('github_owner')).toBe(said);
  expect(await border('dbt_cloud_token')).toBe(said);
  expect(await border('company')).not.toBe(said);
  await page.context().close();
});

it('a build is brought from the form through its accounts to a live demo', async () => {
  app.cloud.checks = checks;
  app.cloud.reasons = [{ kind: 'deletes', about: ['dbtcloud_job.old'] }];
  const page = await opened(true);
  const found: string[] = [];
  const look = async () => {
    found.push(...(await violationsOf(page)));
  };
  const button = (name: string) => page.getByRole('button', { name });
  await page.getByLabel(/^Company/).fill('Cloud & Co');
  await page.getByLabel('Where it runs').selectOption('dbt-cloud');
  await page.getByLabel('GitHub token').fill('ghp_TYPEDTYPEDTYPEDTYPED');
  await look();
  await button('Draft the scenario').click();

  await page.getByText('GitHub refused the token.').waitFor();
  await look();
  app.cloud.checks = [];
  await page.getByLabel('GitHub token').fill('ghp_OTHEROTHEROTHEROTHER');
  await button('Use these values and go on').click();
  await button('Approve the scenario').click();
  await button('Approve and publish').click();

  await page.getByText('The plan: 4 to make').waitFor();
  await page.getByText('Make it by hand instead').click();
  await page.getByText('Options: schedule').click();
  await page.getByLabel('Threads').fill('4');
  await look();
  await button('Provision').click();

  await page.getByText('It would remove: job old.').waitFor();
  await look();
  await button('Carry it out as it is').click();
  await button('Pause it').click();
  await button('Let it run again').waitFor();
  await look();
  expect(app.cloud.last('setCloudSchedule')).toMatchObject({ on: false });
  expect(app.cloud.calls.find(({ name }) => name === 'applyInfrastructure')?.input).toMatchObject({
    options: { threads: 4 },
  });
  expect(found).toEqual([]);
  await page.context().close();
}, 60_000);
