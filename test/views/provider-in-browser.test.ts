import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppHarness } from '../api/app-harness.ts';
import { type AiVendors, startAiVendors } from '../setup/ai-vendors/stand-in.ts';
import { aScenario } from './fixtures/scenario.ts';

const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const typed = 'sk-ant-api03-TYPEDTYPEDTYPEDTYPED';

let vendors: AiVendors;
let app: AppHarness;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  if (!existsSync(chrome)) throw new Error('Chromium is not installed: install it, or set CHROMIUM to its path.');
  vendors = await startAiVendors();
  app = await AppHarness.open(await aScenario(), {
    provider: 'builtin',
    anthropic: { key: undefined, baseUrl: vendors.anthropicUrl, model: 'claude-opus-5-5' },
    openai: { key: 'sk-proj-OWNOWNOWNOWNOWNOWNOWN', baseUrl: vendors.openaiUrl, model: 'gpt-6.1-sol' },
  });
  browser = await chromium.launch({ executablePath: chrome, args: flags });
  page = await browser.newPage();
  page.setDefaultTimeout(8_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await vendors?.close();
});

/** What axe finds wrong with the page as it is shown. */
async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  });
}

const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

it('shows what a vendor needs, checks the key as it is entered, and lists its models', async () => {
  await page.goto(`${app.base}/builds/new`);
  expect(await page.getByLabel('Key', { exact: true }).count()).toBe(0);

  await page.getByLabel('Provider').selectOption('openai');
  // The service's own key lists them at once.
  await page.locator('select#model').waitFor();
  expect(await page.locator('select#model').inputValue()).toBe('gpt-6.1-sol');

  await page.getByLabel('Provider').selectOption('anthropic');
  await page.locator('input#model').waitFor();
  await page.getByLabel(/^Company/).fill('Keyed & Co');

  vendors.next({ does: 'fail', status: 401 });
  await page.getByLabel('Key', { exact: true }).fill(typed);
  await page.getByLabel('Key', { exact: true }).blur();
  await page.getByText('Anthropic refused the key: it is not valid.').waitFor();
  expect(await violations()).toEqual([]);
  await shot('form-refused');

  await page.getByLabel('Key', { exact: true }).fill(`${typed}2`);
  await page.getByLabel('Key', { exact: true }).blur();
  await page.getByText('Anthropic takes this key.').waitFor();
  // What was entered stays in the field until it is sent.
  expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe(`${typed}2`);
  await page.locator('select#model').selectOption('claude-sonnet-5-5');
  await shot('form-taken');
  await page.getByRole('button', { name: 'Draft the scenario' }).click();
  await page.getByRole('button', { name: 'Approve the scenario' }).waitFor();
  expect(page.url()).not.toContain('sk-ant');
  expect(await page.locator('#subtitle').textContent()).toContain('claude-sonnet-5-5');
  expect(complaints).toEqual([]);
});

it('asks for a lost key on the build’s page, and goes on with the next one', async () => {
  const id = new URL(page.url()).pathname.slice('/builds/'.length);
  const drafted = await app.asks(id, 'review-scenario');
  app.stubs.deadKeys.add(drafted.provider?.key ?? '');
  await app.decide(drafted, { kind: 'regenerate', instructions: 'Once more.' });
  await page.getByRole('heading', { name: 'Anthropic needs a key' }).waitFor();
  await shot('credentials');

  vendors.next({ does: 'fail', status: 402 });
  await page.getByLabel('Key', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Use this key and go on' }).click();
  await page.getByText(/no credit left/).waitFor();
  expect(await violations()).toEqual([]);
  await shot('credentials-refused');

  await page.getByLabel('Key', { exact: true }).fill(`${typed}3`);
  await page.getByRole('button', { name: 'Use this key and go on' }).click();
  await page.getByRole('button', { name: 'Approve the scenario' }).waitFor();
  expect(complaints).toEqual([]);
});
