import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readConfig, root } from '../../src/config.ts';
import { type Foundry, startFoundry } from '../../src/main.ts';

const minutes = 60_000;
/** Chromium starts as root in a container, with nothing that calls out. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';

let folder: string;
let foundry: Foundry;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  if (!existsSync(chrome)) throw new Error('Chromium is not installed: install it, or set CHROMIUM to its path.');
  folder = await mkdtemp(join(tmpdir(), 'foundry-browser-'));
  const tools = join(root, process.env.TOOLS_DIR ?? '.tools');
  const ports = { PORT: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0' };
  foundry = await startFoundry(
    readConfig({ ...process.env, DATA_DIR: folder, TOOLS_DIR: tools, ...ports, LOG_LEVEL: 'warn' }),
  );
  browser = await chromium.launch({
    executablePath: chrome,
    args: [...flags, '--disable-component-update', '--disable-sync'],
  });
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}, 2 * minutes);

afterEach(async (context) => {
  // What the page showed last, for whoever has to find out why.
  if (context.task.result?.state === 'fail')
    console.error(
      await page
        .locator('main')
        .textContent()
        .catch(() => 'no page'),
    );
});

afterAll(async () => {
  await browser?.close();
  await foundry?.stop();
  await rm(folder, { recursive: true, force: true });
}, minutes);

const button = (name: RegExp) => page.getByRole('button', { name });

test('a sales engineer goes from the form to a live demo, lands an incident and mends it', {
  timeout: 6 * minutes,
}, async () => {
  await page.goto(foundry.page);
  await page.getByRole('link', { name: 'New demo' }).click();

  // What is wrong is said beside the field, and what was typed stays.
  await page.getByLabel('Industry').fill('E-commerce');
  await page.getByLabel(/^Company/).fill(' ');
  await button(/Draft the scenario/).click();
  await expect.poll(() => page.getByText('Name the company.').isVisible()).toBe(true);
  expect(await page.getByLabel('Industry').inputValue()).toBe('E-commerce');

  await page.getByLabel(/^Company/).fill("O'Brien & Söhne <b>");
  await page.getByLabel('Pain points').fill('Nobody trusts the revenue number');
  await button(/Draft the scenario/).click();

  await button(/Approve the scenario/).waitFor({ timeout: minutes });
  expect(await page.getByText("O'Brien & Söhne <b>").first().isVisible()).toBe(true);
  await button(/Approve the scenario/).click();

  await button(/Approve and publish/).waitFor({ timeout: 3 * minutes });
  expect(await page.getByText(/rehearsed, green/).isVisible()).toBe(true);
  await page.getByRole('link', { name: 'fct_orders.sql' }).first().click();
  await expect.poll(() => page.getByText('is_incremental()').first().isVisible()).toBe(true);
  await button(/Approve and publish/).click();

  await button(/^Provision/).click({ timeout: minutes });
  await button(/Land the next day/).waitFor({ timeout: 2 * minutes });

  await button(/Land the incident/)
    .first()
    .click();
  await button(/^Mend/).waitFor({ timeout: 2 * minutes });
  expect(await page.getByText('red, as promised').first().isVisible()).toBe(true);
  expect(await page.getByText('each_order_is_delivered_once').first().isVisible()).toBe(true);

  // The build lives in the service: a page that was closed finds it as it was.
  await page.close();
  page = await browser.newPage();
  await page.goto(foundry.page);
  await page
    .getByRole('link', { name: /O'Brien/ })
    .first()
    .click();
  await button(/^Mend/).click();
  await button(/Land the next day/).waitFor({ timeout: 2 * minutes });
  expect(await page.getByText('red, as promised').count()).toBeGreaterThan(0);
  expect(complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});
