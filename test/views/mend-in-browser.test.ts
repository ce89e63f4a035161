import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { answersOf } from '../../src/domain/answer/answers-of.ts';
import { draftOf } from '../../src/domain/answer/scenario-of.ts';
import { scenarioSchema } from '../../src/domain/scenario/scenario.ts';
import { unsoundDraft } from '../../src/domain/scenario/unsound-draft.ts';
import { putJson } from '../../src/integrations/artifacts/json.ts';
import { AppHarness } from '../api/app-harness.ts';
import { violationsOf } from './axe.ts';
import { aScenario } from './fixtures/scenario.ts';

const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

const notes = [
  'Orders come from the shop twice a week too often, says Ada.',
  'Finance counts revenue with refunds, marketing without: 1.2 against 1.4 million.',
  'Could we see a refund rate by month? We also want a churn model for the app.',
].join('\n');
const { understanding, design, story } = answersOf(await aScenario());
/** As a model drafts: with passages of the notes, what they ask for, and where people do not agree. */
const scenario = scenarioSchema.parse({
  ...draftOf(
    {
      understanding: {
        ...understanding,
        sources: understanding.sources.map((source, index) => ({
          ...source,
          passage: index === 0 ? 'Orders come from the shop twice' : '',
        })),
        wishes: [
          { wish: 'No order twice', passage: 'Orders come from the shop twice a week too often, says Ada.' },
          { wish: 'A refund rate by month', passage: 'Could we see a refund rate by month?' },
          { wish: 'A churn model for the app', passage: 'We also want a churn model for the app.' },
        ],
        disagreements: [
          {
            about: 'Net revenue',
            versions: ['Finance: with refunds, 1.2 million', 'Marketing: without refunds, 1.4 million'],
            settled_by: 'Net revenue: payments less refunds, of orders that were not cancelled.',
            passage: '',
          },
        ],
      },
      design: {
        ...design,
        marts: design.marts.map((mart, index) => ({
          ...mart,
          passage: index === 0 ? 'Could we see a refund rate by month?' : '',
        })),
      },
      story: {
        ...story,
        unanswered: [{ wish: 'A churn model for the app', why: 'It needs events that no source has.' }],
        likely_questions: [{ question: 'How late may a refund come?', answer: 'As late as you like.' }],
      },
    },
    notes,
  ),
  condensed: { from: 180_000, to: 21_000 },
});

let app: AppHarness;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  if (!existsSync(chrome)) throw new Error('Chromium is not installed: install it, or set CHROMIUM to its path.');
  app = await AppHarness.open(scenario);
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
    if (message.type() === 'error') complaints.push(message.text());
  });
  return () => page.close();
});

it('a review says where each element comes from, what is not answered, and what settles a dispute', async () => {
  const state = await app.asks(await app.startBuild(), 'review-scenario');
  await page.goto(`${app.base}/builds/${state.id}`);
  await page.getByText('condensed from 180,000 characters to 21,000').waitFor();
  const wishes = page.locator('#wishes');
  expect(await wishes.textContent()).toContain('3 wishes, 2 of them planned for, 1 not.');
  const [open] = await wishes.locator('> ul > li').allTextContents();
  expect(open).toContain('A churn model for the app not answered It needs events that no source has.');
  expect(await page.locator('#section-models .passage').first().textContent()).toContain(
    '“Could we see a refund rate by month?”',
  );
  expect(await page.locator('#section-models .assumed').count()).toBeGreaterThan(0);
  expect(await page.locator('#section-context').textContent()).toMatch(/Settled by.*Net revenue.*Metric/s);
  expect(await page.getByText('How late may a refund come?').isVisible()).toBe(true);

  // The prompts of a wish, before it is sent.
  await page.getByText('Draft it anew, with instructions').click();
  await page.getByLabel('What should be different?').fill('Speak of parcels');
  await page.getByRole('button', { name: 'Show the prompts first' }).click();
  await page.locator('#prompts-of-wish').getByText('tell-story').waitFor();
  await page.locator('#prompts-of-wish').getByText('understand-customer').click();
  expect(await page.getByText('Speak of parcels').count()).toBeGreaterThan(0);
  expect((await app.state(state.id))?.revision).toBe(1);
  expect(await violationsOf(page)).toEqual([]);
  await page.goto(`${app.base}/builds/${state.id}/prompts`);
  expect(await violationsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('a draft that does not hold together is mended on the page', async () => {
  const marts = scenario.marts.map((mart, index) => (index === 0 ? { ...mart, grain: ['nothing'] } : mart));
  app.stubs.unsoundDrafts = [await putJson(app.artifacts, unsoundDraft({ ...scenario, marts }, { minutes: 60 }))];
  const state = await app.asks(await app.startBuild({ company: 'Petal & Pine', call_minutes: 60 }), 'mend-draft');
  await page.goto(`${app.base}/builds/${state.id}`);
  const models = page.getByLabel('Models as YAML');
  await models.waitFor();
  expect(await violationsOf(page)).toEqual([]);
  const text = await models.inputValue();
  await models.fill(text.replace('- nothing', '- nothing_yet'));
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByText('nothing_yet').first().waitFor();
  const [mart] = scenario.marts;
  const mended = (await models.inputValue()).replace(
    '- nothing_yet',
    mart?.grain.map((key) => `- ${key}`).join('\n      ') ?? '',
  );
  await models.fill(mended);
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByRole('button', { name: 'Approve the scenario' }).waitFor();
  expect(complaints).toEqual([]);
}, 30_000);
