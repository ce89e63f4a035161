import { afterAll, beforeAll, expect, test } from 'vitest';
import { newToken } from '../../src/api/setup/build-id.ts';
import { shopAnswer, shopQuestions } from '../setup/ai-vendors/shop-answer.ts';
import { type AiVendors, answering, startAiVendors } from '../setup/ai-vendors/stand-in.ts';
import { DrivenBuild } from '../setup/foundry/drive-build.ts';
import { TestFoundry } from '../setup/foundry/foundry.ts';
import { filesWith, plainHistory } from '../setup/foundry/leaks.ts';

const minutes = 60_000;
const first = 'sk-ant-api03-FIRSTFIRSTFIRSTFIRST';
const second = 'sk-ant-api03-SECONDSECONDSECOND';

let vendors: AiVendors;
let foundry: TestFoundry;
beforeAll(async () => {
  vendors = await startAiVendors(
    answering(({ prompt }) => shopAnswer(prompt)),
    { characters: 4_000, pauseMs: 0 },
  );
  const settings = { ANTHROPIC_BASE_URL: vendors.anthropicUrl, ANTHROPIC_API_KEY: '', WORK_AHEAD: 'off' };
  foundry = await TestFoundry.open({ withPage: true, settings });
}, 3 * minutes);
afterAll(async () => {
  await foundry?.close();
  await vendors?.close();
}, minutes);

const send = (path: string, fields: Record<string, string>) =>
  fetch(new URL(path, foundry.page), { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

test('a typed key outlives the worker, is asked for again after a restart, and is found nowhere', {
  timeout: 8 * minutes,
}, async () => {
  // The first question is held until the worker that asked it is dead.
  const dead = Promise.withResolvers<void>();
  vendors.follow(async ({ prompt }) => {
    await dead.promise;
    return { does: 'answer', value: shopAnswer(prompt) };
  });
  const started = await send('/builds', {
    ...{ company: 'Petal & Pine', industry: 'Furniture', call_minutes: '60', warehouse: 'duckdb' },
    ...{ token: newToken(), provider: 'anthropic', model: 'claude-chosen', api_key: first },
  });
  expect([started.status, await started.text()]).toEqual([303, '']);
  const id = String(started.headers.get('location')).slice('/builds/'.length);
  const build = new DrivenBuild(foundry, id);
  await expect.poll(() => vendors.requests.length, { timeout: minutes }).toBe(1);
  await foundry.killWorker();
  dead.resolve();
  await build.until('review-scenario');
  // The next worker had the key from the vault.
  expect(vendors.requests.length).toBeGreaterThan(3);
  expect(new Set(vendors.requests.map(({ key }) => key))).toEqual(new Set([first]));

  await foundry.shutDown();
  await foundry.start();
  await build.decide({ kind: 'approve-scenario' });
  const stuck = await build.until('credentials');
  const failure = stuck.steps.find(({ id: step }) => step === stuck.ask?.step?.id)?.failure;
  expect(failure).toMatchObject({ code: 'ai-key-lost', sentence: expect.stringContaining('Anthropic key') });

  const before = vendors.requests.length;
  const answer = { kind: 'enter-key', ask: String(stuck.ask?.number), revision: String(stuck.revision) };
  expect((await send(`/builds/${id}/decisions`, { ...answer, api_key: second })).status).toBe(303);
  const rendered = async () => (await build.state()).steps.findLast(({ name }) => name === 'render-project')?.status;
  await expect.poll(rendered, { timeout: 2 * minutes, interval: 300 }).toBe('done');
  const asked = vendors.requests.slice(before);
  expect(asked).toHaveLength(shopQuestions - 3);
  expect(new Set(asked.map(({ key, model }) => `${key} ${model}`))).toEqual(new Set([`${second} claude-chosen`]));

  const history = await plainHistory(foundry, build);
  expect(history).toContain(stuck.provider?.key);
  expect([history.includes(first), history.includes(second)]).toEqual([false, false]);
  await build.cancel();
  expect((await build.state()).provider).toEqual({ provider: 'anthropic', model: 'claude-chosen' });
  expect(await filesWith(foundry.data, [first, second])).toEqual([]);
});
