import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newToken } from '../../src/api/setup/build-id.ts';
import { foundryClient } from '../../src/cli/foundry-client.ts';
import type { Behaviour } from '../setup/ai-vendors/behaviour.ts';
import { type AiVendors, startAiVendors } from '../setup/ai-vendors/stand-in.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';
import { filesWith } from './files-with.ts';

const typed = 'sk-ant-api03-TYPEDTYPEDTYPEDTYPED';
const own = 'sk-proj-OWNOWNOWNOWNOWNOWNOWN';

let vendors: AiVendors;
let app: AppHarness;
beforeAll(async () => {
  vendors = await startAiVendors();
  app = await AppHarness.open(await aScenario(), {
    provider: 'anthropic',
    anthropic: { key: undefined, baseUrl: vendors.anthropicUrl, model: 'claude-opus-5-5' },
    openai: { key: own, baseUrl: vendors.openaiUrl, model: 'gpt-6.1-sol' },
  });
});
afterAll(async () => {
  await app.close();
  await vendors.close();
});
afterEach(() => app.stubs.reset());

const form = (more: Record<string, string>) => ({
  company: 'Keyed & Co',
  token: newToken(),
  provider: 'anthropic',
  ...more,
});
const idOf = (answer: Response) => String(answer.headers.get('location')).slice('/builds/'.length);

it('offers what the settings say, and says which', async () => {
  const html = await app.text('/builds/new?empty=1');
  expect(html).toContain('Preset by DEFAULT_AI_PROVIDER');
  expect(html).toMatch(/<option value="anthropic" selected="">/);
  expect(html).toMatch(/<input type="password" id="api_key" name="api_key" autocomplete="off"[^>]*>/);
  expect(html).toContain('ANTHROPIC_API_KEY');
  expect(html).toMatch(/<input id="model" name="model" value="claude-opus-5-5"/);
  // Nobody is asked before there is a key.
  expect(html).not.toContain('hx-trigger="load"');
});

it('shows the fields of the vendor that is chosen, and none for the one that needs none', async () => {
  const openai = await (await app.form('/builds/provider', form({ provider: 'openai' }))).text();
  expect(openai).toContain('OPENAI_API_KEY');
  expect(openai).toContain('value="gpt-6.1-sol"');
  // The service's own key can list the models at once.
  expect(openai).toContain('hx-trigger="load"');
  const builtin = await (await app.form('/builds/provider', form({ provider: 'builtin' }))).text();
  expect(builtin).not.toContain('api_key');
});

it('lists the models that a key may use, the typed one before the service’s own', async () => {
  const html = await (await app.form('/builds/models', form({ api_key: typed }))).text();
  expect(vendors.looks.at(-1)).toBe(typed);
  expect(html).toContain('Anthropic takes this key.');
  expect(html).toMatch(/<option value="claude-opus-5-5" selected="">/);
  expect(html).not.toContain(typed);
  await app.form('/builds/models', form({ provider: 'openai' }));
  expect(vendors.looks.at(-1)).toBe(own);
});

it.each<[string, string, Behaviour | undefined, RegExp]>([
  ['has a space in it', 'sk-ant-api03 TYPEDTYPED', undefined, /That is no whole Anthropic key/],
  ['is refused', typed, { does: 'fail', status: 401 }, /Anthropic refused the key: it is not valid\./],
  ['has expired', typed, { does: 'fail', status: 401, message: 'Key expired.' }, /This Anthropic key has expired\./],
  ['has no credit', typed, { does: 'fail', status: 402 }, /this key’s account has no credit left/],
  [
    'is limited',
    typed,
    { does: 'fail', status: 429, retryAfter: '7' },
    /limits how fast this key may ask and asks to wait 7 s/,
  ],
])('says beside the field that a key %s, starts nothing and gives no key back', async (_, key, behaviour, sentence) => {
  if (behaviour) vendors.next(behaviour, behaviour);
  const before = (await app.records.listBuilds({ limit: 50 })).length;
  const looked = await (await app.form('/builds/models', form({ api_key: key }))).text();
  expect(looked).toMatch(sentence);
  const sent = await app.form('/builds', form({ api_key: key }));
  const html = await sent.text();
  expect(sent.status).toBe(422);
  expect(html).toMatch(new RegExp(`id="api_key-error"[^>]*>[^<]*${sentence.source}`));
  expect(`${looked}${html}`).not.toContain(key);
  expect(await app.records.listBuilds({ limit: 50 })).toHaveLength(before);
});

it('asks for the key again where another field is wrong', async () => {
  const html = await (await app.form('/builds', form({ company: ' ', api_key: typed }))).text();
  expect(html).toMatch(/id="api_key-error"[^>]*>Enter the key again/);
  expect(html).not.toContain(typed);
});

it('says that there is no key, and no such provider', async () => {
  const html = await (await app.form('/builds', form({}))).text();
  expect(html).toMatch(/id="api_key-error"[^>]*>There is no key for Anthropic/);
  const other = await (await app.form('/builds', form({ provider: 'acme' }))).text();
  expect(other).toMatch(/id="provider-error"[^>]*>Choose one of the providers/);
});

it('starts a build with the handle of the key, and keeps the key nowhere else', async () => {
  const sent = form({ api_key: typed, model: 'claude-sonnet-5-5' });
  await app.form('/builds/draft', sent);
  const draft = await app.text('/builds/new');
  expect(draft).toContain('value="claude-sonnet-5-5"');
  const state = await app.asks(idOf(await app.form('/builds', sent)), 'review-scenario');
  expect(state.provider).toEqual({
    provider: 'anthropic',
    model: 'claude-sonnet-5-5',
    key: expect.stringMatching(/^key-[a-z2-7]{26}$/),
  });
  expect(await app.vault.read(state.provider?.key ?? '')).toBe(typed);
  expect(await app.text(`/builds/${state.id}`)).toContain('claude-sonnet-5-5');
  expect(await filesWith(app.folder, typed)).toEqual([]);
  // A clone begins with the same model, and without the key.
  expect(await app.text(`/builds/new?from=${state.id}`)).toContain('value="claude-sonnet-5-5"');
});

it('shows the prompts of a form with a key in it, and not the key', async () => {
  const answer = await app.form('/builds/prompts', form({ api_key: typed, model: 'claude-sonnet-5-5' }));
  const html = await answer.text();
  expect([answer.status, html.includes('Keyed &amp; Co'), html.includes(typed)]).toEqual([200, true, false]);
});

it('asks for a lost key on the build’s page, checks the next one, and goes on', async () => {
  const id = idOf(await app.form('/builds', form({ api_key: typed })));
  const drafted = await app.asks(id, 'review-scenario');
  app.stubs.deadKeys.add(drafted.provider?.key ?? '');
  await app.decide(drafted, { kind: 'regenerate', instructions: 'Once more.' });
  const stuck = await app.asks(id, 'credentials');
  const page = await app.text(`/builds/${id}`);
  expect(page).toContain('Anthropic needs a key');
  expect(page).toContain('The key is gone.');
  expect(page).toMatch(/<input type="password" id="api_key"/);

  const answer = { kind: 'enter-key', ask: String(stuck.ask?.number), revision: String(stuck.revision) };
  vendors.next({ does: 'fail', status: 401 });
  const refused = await app.form(`/builds/${id}/decisions`, { ...answer, api_key: `${typed}2` });
  const words = await refused.text();
  expect([refused.status, words]).toEqual([422, expect.stringContaining('Anthropic refused the key')]);
  expect(words).not.toContain(typed);

  const taken = await app.form(`/builds/${id}/decisions`, { ...answer, api_key: `${typed}3` });
  expect([taken.status, await taken.text()]).toEqual([200, expect.not.stringContaining(typed)]);
  const again = await app.asks(id, 'review-scenario', stuck.ask?.number);
  expect(again.provider?.key).not.toBe(drafted.provider?.key);
  expect(await app.vault.read(again.provider?.key ?? '')).toBe(`${typed}3`);
  expect(await filesWith(app.folder, typed)).toEqual([]);
});

it('takes a provider and a model by the API, and a key by none', async () => {
  const post = (more: object) => app.json('POST', '/api/builds', { brief: { company: 'By API' }, ...more });
  const started = await post({ provider: 'openai', model: 'gpt-6-sol' });
  expect(started.status).toBe(201);
  const { id } = (await started.json()) as { id: string };
  const state = await app.asks(id, 'review-scenario');
  expect(state.provider).toEqual({ provider: 'openai', model: 'gpt-6-sol' });

  const cli = await foundryClient(app.base).startBuild({ company: 'By CLI' }, 'UTC', { provider: 'openai' });
  expect((await app.asks(cli.id, 'review-scenario')).provider).toEqual({ provider: 'openai', model: 'gpt-6.1-sol' });

  expect((await post({ provider: 'openai', api_key: own })).status).toBe(422);
  const missing = await post({});
  expect([missing.status, await missing.json()]).toMatchObject([
    422,
    { error: { code: 'provider-refused', field: 'api_key', sentence: expect.stringContaining('ANTHROPIC_API_KEY') } },
  ]);
  expect((await app.decide(state, { kind: 'enter-key', api_key: typed })).status).toBe(422);
  expect((await post({ provider: 'builtin' })).status).toBe(201);
});
