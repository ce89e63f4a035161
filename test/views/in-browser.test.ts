import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AppHarness } from '../api/app-harness.ts';
import { violationsOf } from './axe.ts';
import { aScenario } from './fixtures/scenario.ts';

const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

let app: AppHarness;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  if (!existsSync(chrome)) throw new Error('Chromium is not installed: install it, or set CHROMIUM to its path.');
  app = await AppHarness.open(await aScenario());
  browser = await chromium.launch({ executablePath: chrome, args: flags });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage();
  page.setDefaultTimeout(8_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return () => page.close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });

it('follows a build without a reload, and breaks no content policy', async () => {
  const id = await app.startBuild();
  const state = await app.asks(id, 'review-scenario');
  await page.goto(`${app.base}/builds/${id}`);
  await button('Approve the scenario').waitFor();
  await app.decide(state, { kind: 'approve-scenario' });
  await button('Approve and publish').waitFor();
  expect(await page.locator('[aria-current=step]').textContent()).toContain('Files preview');
  expect(complaints).toEqual([]);
});

it('never takes a form away that is being edited', async () => {
  const id = await app.startBuild();
  const state = await app.asks(id, 'review-scenario');
  await page.goto(`${app.base}/builds/${id}`);
  await page.locator('#section-context').getByRole('button', { name: 'Edit' }).click();
  const editor = page.getByLabel('This section as YAML');
  await editor.fill('title: Half typed');
  expect((await app.decide(state, { kind: 'regenerate', instructions: 'otherwise' })).status).toBe(200);
  await page.getByText('The build has moved on while you were typing.').waitFor();
  expect(await editor.inputValue()).toBe('title: Half typed');
  // Sent now, it is refused: it was made on a revision that is no more. The text stays.
  await button('Save as a new revision').click();
  await page.getByRole('alert').first().waitFor();
  expect(await editor.inputValue()).toBe('title: Half typed');
  await button('Show where it is').click();
  await page
    .getByText(/, take 1/)
    .first()
    .waitFor();
  await expect.poll(() => editor.count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('says nothing of news that the reader’s own save brings', async () => {
  const id = await app.startBuild();
  await app.asks(id, 'review-scenario');
  await page.goto(`${app.base}/builds/${id}`);
  await page.locator('#section-context').getByRole('button', { name: 'Edit' }).click();
  const editor = page.getByLabel('This section as YAML');
  await editor.fill((await editor.inputValue()).replace(/^title: .*$/m, 'title: My own title'));
  await page.evaluate(`
    const notice = document.getElementById('moved-on');
    const look = () => notice.hidden || notice.setAttribute('data-seen', '');
    new MutationObserver(look).observe(notice, { attributes: true, attributeFilter: ['hidden'] });
  `);
  // The news of the new revision arrive before the answer to the save.
  await page.route('**/decisions', async (route) => {
    const response = await route.fetch();
    await page.getByText('revision 2').first().waitFor();
    await route.fulfill({ response });
  });
  await button('Save as a new revision').click();
  await expect.poll(() => editor.count()).toBe(0);
  expect(await page.locator('#moved-on[data-seen]').count()).toBe(0);
});

it('closes the menu behind a cancel, which is not offered again', async () => {
  const id = await app.startBuild();
  await app.asks(id, 'review-scenario');
  await page.goto(`${app.base}/builds/${id}`);
  await page.getByText('More', { exact: true }).click();
  await page.getByText('Cancel this build…').click();
  await button('Yes, cancel it').click();
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
  await expect.poll(() => page.locator('details.menu[open]').count()).toBe(0);
  expect(await page.getByText('Taken.').count()).toBe(0);
  await page.getByText('More', { exact: true }).click();
  expect(await page.getByText('Cancel this build…').count()).toBe(0);
});

it('says when the connection is lost, and goes on when it is back', async () => {
  const id = await app.startBuild();
  const state = await app.asks(id, 'review-scenario');
  await page.goto(`${app.base}/builds/${id}`);
  const lost = page.getByText('Connection lost, trying again.');
  await expect.poll(() => lost.isVisible()).toBe(false);
  const { port } = app;
  await app.stopPage();
  await lost.waitFor();
  await button('Approve the scenario').click();
  await page.getByText('The service did not answer.').waitFor();
  await app.startPage(port);
  await lost.waitFor({ state: 'hidden' });
  await app.decide(state, { kind: 'approve-scenario' });
  await button('Approve and publish').waitFor();
}, 30_000);

it('takes a double click as one decision', async () => {
  const id = await app.startBuild();
  await app.asks(id, 'review-scenario');
  await page.goto(`${app.base}/builds/${id}`);
  await button('Approve the scenario').dblclick();
  await button('Approve and publish').waitFor();
  expect(await app.records.listDecisions(id)).toHaveLength(1);
});

it('sends the browser’s time zone with a new build, and keeps a draft', async () => {
  const german = await browser.newContext({ timezoneId: 'Europe/Berlin' });
  page = await german.newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(`${app.base}/builds/new`);
  await page.getByLabel(/^Company/).fill('Zone AG');
  await expect.poll(() => app.text('/builds/new')).toContain('value="Zone AG"');
  await button('Draft the scenario').click();
  await button('Approve the scenario').waitFor();
  expect(await app.state(page.url().split('/').at(-1) ?? '')).toMatchObject({ timeZone: 'Europe/Berlin' });
  await german.close();
});

it('can be used by everybody: no page breaks an accessibility rule', async () => {
  const id = await app.startBuild();
  const found: string[] = [];
  const look = async (path: string) => {
    await page.goto(`${app.base}${path}`);
    found.push(...(await violationsOf(page)).map((violation) => `${path} ${violation}`));
  };
  const state = await app.asks(id, 'review-scenario');
  for (const path of ['/', '/builds/new?example=ecommerce', `/builds/${id}`, `/builds/${id}/log`]) await look(path);
  await app.decide(state, { kind: 'approve-scenario' });
  const files = await app.asks(id, 'review-files');
  for (const path of [`/builds/${id}`, `/builds/${id}/rehearsal`]) await look(path);
  await app.decide(files, { kind: 'approve-files' });
  await app.decide(await app.asks(id, 'provision'), { kind: 'provision' });
  await app.asks(id, 'live');
  await look(`/builds/${id}`);
  expect(found).toEqual([]);
}, 60_000);
