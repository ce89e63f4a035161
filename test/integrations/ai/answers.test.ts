import { describe, expect, it } from 'vitest';
import type { VendorName } from '../../../src/integrations/ai/models.ts';
import { answering } from '../../setup/ai-vendors/stand-in.ts';
import { ask, failureOf, keys, request, tables, value, vendorsForTest } from './asking.ts';

const both: VendorName[] = ['anthropic', 'openai'];

describe.each(both)('an answer of %s', (vendor) => {
  it('comes as a value with what it cost, and the vendor’s name for the call', async () => {
    const vendors = await vendorsForTest(answering(() => value));
    const answer = await ask(vendors, vendor);
    expect(answer).toEqual({
      value,
      model: 'some-model',
      requestId: 'req_1',
      usage: { inputTokens: 352, cachedInputTokens: 0, cacheWriteTokens: 345, outputTokens: expect.any(Number) },
    });
    expect(answer.usage.outputTokens).toBeGreaterThan(50);
  });

  it('says what was read from the cache when the beginning is the same', async () => {
    const vendors = await vendorsForTest(answering(() => value));
    await ask(vendors, vendor);
    const { usage } = await ask(vendors, vendor, { request: { ...request, prompt: 'And which others?' } });
    expect(usage).toMatchObject({ inputTokens: 350, cachedInputTokens: 345, cacheWriteTokens: 0 });
  });

  it('is asked for with the key, what stays the same first, and the form', async () => {
    const vendors = await vendorsForTest(answering(() => value));
    await ask(vendors, vendor);
    await ask(vendors, vendor, { request: { ...request, context: '' } });
    expect(vendors.requests[0]).toMatchObject({
      vendor,
      key: keys[vendor],
      model: 'some-model',
      ...{ task: 'tables', system: request.system, context: request.context, prompt: request.prompt },
      ...{ maxTokens: 16_000, stream: true },
      schema: { type: 'object', additionalProperties: false, required: ['tables'] },
    });
    expect(vendors.requests[1]).toMatchObject({ context: '', prompt: request.prompt });
  });

  it('is told about while it comes: first the wait, then the tokens, not too often', async () => {
    const long = { tables: Array.from({ length: 200 }, (_, index) => ({ name: `table_${index}`, rows: index })) };
    const vendors = await vendorsForTest(
      answering(() => long),
      { characters: 60, pauseMs: 15 },
    );
    const lines: string[] = [];
    const began = performance.now();
    await ask(vendors, vendor, { progress: (line) => lines.push(line) });
    const seconds = (performance.now() - began) / 1000;
    expect(lines[0]).toBe('waiting for the answer, 0 s');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.length).toBeLessThanOrEqual(2 + 2 * seconds + 1);
    const counts = lines.slice(1).map((line) => Number(/^writing, ([\d,]+) tokens$/.exec(line)?.[1]?.replace(',', '')));
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(counts.at(-1)).toBeGreaterThan(500);
  });

  it('may be a function of the question', async () => {
    const vendors = await vendorsForTest(
      answering(({ task, prompt }) => ({ tables: [{ name: `${task}: ${prompt}`, rows: 1 }] })),
    );
    const asked = ['one', 'two', 'three'].map((prompt) => ask(vendors, vendor, { request: { ...request, prompt } }));
    const answers = await Promise.all(asked);
    expect(answers.map((answer) => answer.value.tables[0]?.name)).toEqual([
      'tables: one',
      'tables: two',
      'tables: three',
    ]);
  });
});

it('asks Anthropic to cache what is shared, and nothing else', async () => {
  const vendors = await vendorsForTest(answering(() => value));
  await ask(vendors, 'anthropic');
  const cached = { type: 'text', cache_control: { type: 'ephemeral' } };
  expect(vendors.requests[0]?.body).toMatchObject({
    system: [{ ...cached, text: request.system }],
    messages: [
      {
        content: [
          { ...cached, text: request.context },
          { type: 'text', text: request.prompt },
        ],
      },
    ],
  });
  expect(JSON.stringify(vendors.requests[0]?.body).match(/cache_control/g)).toHaveLength(2);
});

it('asks OpenAI to keep nothing, and names the shared beginning alike for the calls of one task', async () => {
  const vendors = await vendorsForTest(answering(() => value));
  await ask(vendors, 'openai');
  await ask(vendors, 'openai', { request: { ...request, prompt: 'And which others?' } });
  await ask(vendors, 'openai', { request: { ...request, context: 'Another customer.' } });
  const [first, second, third] = vendors.requests.map(({ body }) => body);
  expect(first).toMatchObject({ store: false, prompt_cache_key: expect.stringMatching(/^[\da-f]{32}$/) });
  expect(second?.prompt_cache_key).toBe(first?.prompt_cache_key);
  expect(third?.prompt_cache_key).not.toBe(first?.prompt_cache_key);
});

it('asks in the name of the key alone, whatever organisation the environment names', async () => {
  process.env.OPENAI_ORG_ID = 'org-of-somebody-else';
  try {
    const vendors = await vendorsForTest(answering(() => value));
    await ask(vendors, 'openai');
    expect(vendors.requests[0]?.headers).not.toHaveProperty('openai-organization');
  } finally {
    delete process.env.OPENAI_ORG_ID;
  }
});

it('checks by our own rules what no strict mode does', async () => {
  const vendors = await vendorsForTest(answering(() => value));
  const schema = tables.refine((answer) => answer.tables.length === 1, 'There must be one table.');
  const error = await failureOf(ask(vendors, 'anthropic', { request: { ...request, schema } }));
  expect(error).toMatchObject({ code: 'ai-unfit', problems: ['the answer: There must be one table.'] });
});
