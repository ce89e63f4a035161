import { describe, expect, it } from 'vitest';
import type { Usage } from '../../../src/domain/build/model-usage.ts';
import type { VendorName } from '../../../src/integrations/ai/models.ts';
import type { Behaviour } from '../../setup/ai-vendors/behaviour.ts';
import {
  ask,
  deadUrl,
  everythingOf,
  failureOf,
  keys,
  limits,
  request,
  text,
  titles,
  vendorsForTest,
} from './asking.ts';

const both: VendorName[] = ['anthropic', 'openai'];

/** What the vendor does; the code, the sentence that the person sees, and whether another try may help by itself. */
type Case = readonly [name: string, behaviour: Behaviour, code: string, sentence: string, retryable: boolean];

const cases = (vendor: VendorName): Case[] => {
  const name = titles[vendor];
  const masked = `${keys[vendor].slice(0, 12)}**********AAAA`;
  return [
    ...refusals(vendor, name, masked),
    [
      ...['a rate limit', { does: 'fail', status: 429, retryAfter: '30' }, 'ai-rate-limited'],
      ...[`${name} limits how fast this key may ask and asks to wait 30 seconds.`, true],
    ] as const,
    [
      'a rate limit without a time',
      { does: 'fail', status: 429 },
      'ai-rate-limited',
      `${name} limits how fast this key may ask.`,
      true,
    ],
    [
      'a failure of its own',
      { does: 'fail', status: 500 },
      'ai-overloaded',
      `${name} is overloaded or has a failure of its own (500).`,
      true,
    ],
    [
      'too much to do',
      { does: 'fail', status: 529 },
      'ai-overloaded',
      `${name} is overloaded or has a failure of its own (529).`,
      true,
    ],
    [
      'a gateway’s page',
      { does: 'show-page', status: 502 },
      'ai-overloaded',
      `${name} is overloaded or has a failure of its own (502).`,
      true,
    ],
    [
      'an answer that breaks off',
      { does: 'break', text },
      'ai-unreachable',
      `${name}’s answer broke off before its end.`,
      true,
    ],
    [
      'an answer that ends in the middle',
      { does: 'end-early', text },
      'ai-unreachable',
      `${name}’s answer broke off before its end.`,
      true,
    ],
    [
      'an event that is no JSON',
      { does: 'garble', text },
      'ai-unreachable',
      `${name}’s answer broke off before its end.`,
      true,
    ],
    [
      'an error in the middle',
      { does: 'fail-midway', text, kind: vendor === 'anthropic' ? 'overloaded_error' : 'server_error' },
      'ai-overloaded',
      `${name} is overloaded or has a failure of its own while it was writing the answer.`,
      true,
    ],
    [
      'a limit in the middle',
      { does: 'fail-midway', text, kind: vendor === 'anthropic' ? 'rate_limit_error' : 'rate_limit_exceeded' },
      'ai-rate-limited',
      `${name} limits how fast this key may ask.`,
      true,
    ],
    [
      'an answer that is no JSON',
      { does: 'write', text: text.slice(0, -3) },
      'ai-unfit',
      'The answer of some-model is not the JSON that was asked for.',
      false,
    ],
    [
      'an answer of another form',
      { does: 'answer', value: { tables: [{ name: 'a', rows: 'many' }, { name: 7 }] } },
      'ai-unfit',
      'The answer of some-model does not have the form that was asked for, in 3 places; the first is “tables.0.rows”.',
      false,
    ],
    [
      'a refusal',
      { does: 'refuse' },
      'ai-refused',
      `${name}’s some-model declined to write this answer${vendor === 'anthropic' ? ' (general harms)' : ''}.`,
      false,
    ],
    [
      'an answer that is too long',
      { does: 'reach-limit', text },
      'ai-cut-off',
      'The answer of some-model is longer than the 16,000 tokens it may have, and was cut off.',
      false,
    ],
  ];
};

const refusals = (vendor: VendorName, name: string, masked: string): Case[] => [
  [
    'a key that is not valid',
    { does: 'fail', status: 401, message: `Incorrect API key provided: ${masked}.` },
    'ai-key-refused',
    `${name} refused the key: it is not valid.`,
    false,
  ],
  [
    'a key that has expired',
    { does: 'fail', status: 401, message: 'This API key has expired.' },
    'ai-key-refused',
    `This ${name} key has expired.`,
    false,
  ],
  [
    'a key that may not',
    { does: 'fail', status: 403, kind: vendor === 'anthropic' ? 'permission_error' : 'insufficient_permissions' },
    'ai-key-not-allowed',
    `${name} does not allow this key to use the model “some-model”.`,
    false,
  ],
  [
    'no credit',
    vendor === 'anthropic' ? { does: 'fail', status: 402 } : { does: 'fail', status: 429, kind: 'insufficient_quota' },
    'ai-no-credit',
    `${name} says that this key’s account has no credit left.`,
    false,
  ],
  [
    'an unknown model',
    { does: 'fail', status: 404, ...(vendor === 'openai' ? { kind: 'model_not_found' } : {}) },
    'ai-model-unknown',
    `${name} has no model “some-model” for this key.`,
    false,
  ],
  [
    'a request that it does not take',
    { does: 'fail', status: 400, message: `The compiled grammar is too large (${keys[vendor]}).` },
    'ai-request-refused',
    `${name} did not take the request (400): The compiled grammar is too large ([key]).`,
    false,
  ],
];

describe.each(both)('%s', (vendor) => {
  it.each(cases(vendor))('tells of %s', async (_, behaviour, code, sentence, retryable) => {
    const vendors = await vendorsForTest();
    vendors.next(behaviour);
    const error = await failureOf(ask(vendors, vendor));
    expect(error).toMatchObject({ code, sentence, retryable });
    expect(error.mend).toMatch(/^[A-Z].*\.$/);
    expect(vendors.requests).toHaveLength(1);
    const everything = everythingOf(error);
    expect(everything).not.toContain('SECRET');
    expect(everything).not.toContain('AAAA');
    expect(everything).not.toContain('customers_3');
  });

  it('tells how long it asks to wait, within a bound', async () => {
    const vendors = await vendorsForTest();
    const later = new Date(Date.now() + 45_000).toUTCString();
    for (const [retryAfter, least, most] of [
      ['7', 7_000, 7_000],
      [later, 40_000, 45_000],
      ['86400', 120_000, 120_000],
    ] as const) {
      vendors.next({ does: 'fail', status: 529, retryAfter });
      const { retryAfterMs } = await failureOf(ask(vendors, vendor));
      expect(retryAfterMs).toBeGreaterThanOrEqual(least);
      expect(retryAfterMs).toBeLessThanOrEqual(most);
    }
    vendors.next({ does: 'fail', status: 429 });
    expect(await failureOf(ask(vendors, vendor))).not.toHaveProperty('retryAfterMs');
  });

  it('tells what a failed answer cost', async () => {
    const vendors = await vendorsForTest();
    vendors.next(
      ...([{ does: 'reach-limit', text }, { does: 'write', text: '{}' }, { does: 'refuse' }] as const),
      ...([
        { does: 'break', text },
        { does: 'fail', status: 500 },
      ] as const),
    );
    const usage = async () => (await failureOf(ask(vendors, vendor))).usage;
    expect(await usage()).toMatchObject({ inputTokens: 352, cacheWriteTokens: 345, outputTokens: expect.any(Number) });
    expect(await usage()).toMatchObject({ inputTokens: 352, cachedInputTokens: 345, outputTokens: 1 });
    expect(await usage()).toMatchObject({ inputTokens: 352 });
    const broken = await usage();
    expect(broken?.inputTokens).toBeGreaterThan(300);
    expect(broken?.outputTokens).toBeGreaterThan(40);
    expect(await usage()).toBeUndefined();
  });

  it('keeps the text and the problems of an answer that does not fit, the text out of sight', async () => {
    const vendors = await vendorsForTest();
    vendors.next({ does: 'answer', value: { tables: [{ name: 'a', rows: 'many' }] } });
    const error = await failureOf(ask(vendors, vendor));
    expect(error.problems).toEqual([expect.stringMatching(/^tables\.0\.rows: .*expected number, received string/)]);
    expect(error.text).toBe('{"tables":[{"name":"a","rows":"many"}]}');
    expect(JSON.stringify(error)).not.toContain('many');
  });

  it('tells that nothing answers, of an address where nobody listens', async () => {
    const vendors = await vendorsForTest();
    const baseUrl = await deadUrl();
    const error = await failureOf(ask(vendors, vendor, { baseUrl }));
    expect(error).toMatchObject({ code: 'ai-unreachable', retryable: true });
    expect(error.sentence).toBe(`${titles[vendor]} cannot be reached at ${new URL(baseUrl).host} (ECONNREFUSED).`);
  });

  it('tells that something else answers, of an address that is another’s', async () => {
    const vendors = await vendorsForTest();
    const lost = await failureOf(ask(vendors, vendor, { baseUrl: `${vendors.anthropicUrl}/elsewhere` }));
    expect(lost).toMatchObject({ code: 'ai-unreachable', retryable: false });
    expect(lost.sentence).toMatch(/^Nothing at 127\.0\.0\.1:\d+ answers like .* interface\.$/);
    vendors.next({ does: 'show-page', status: 200 });
    const page = await failureOf(ask(vendors, vendor));
    expect(page.sentence).toMatch(/^127\.0\.0\.1:\d+ took the request and sent nothing that is an answer/);
  });

  it.each<[string, Behaviour]>([
    ['no headers', { does: 'hang' }],
    ['no more of the answer', { does: 'stall', text }],
  ])('ends a call when for too long there are %s', async (_, behaviour) => {
    const vendors = await vendorsForTest();
    vendors.next(behaviour);
    const error = await failureOf(ask(vendors, vendor, { limits: { totalMs: 20_000, idleMs: 300 } }));
    expect(error).toMatchObject({ code: 'ai-timed-out', retryable: true });
    expect(error.sentence).toBe(`${titles[vendor]} sent nothing for 300 milliseconds, so the call was ended.`);
    await expect.poll(() => vendors.broken.count).toBe(1);
  });

  it('lets a silent model think while there are signs of life, up to the whole limit', async () => {
    const vendors = await vendorsForTest();
    vendors.next({ does: 'stall', text, pings: true });
    const error = await failureOf(ask(vendors, vendor, { limits: { totalMs: 1_500, idleMs: 700 } }));
    expect(error.code).toBe('ai-timed-out');
    expect(error.sentence).toBe(`${titles[vendor]}’s answer was not complete after 2 seconds, so the call was ended.`);
    expect(error.usage?.outputTokens).toBeGreaterThan(40);
  });

  it.each<[string, Behaviour, boolean]>([
    ['before it is answered', { does: 'hang' }, false],
    ['while it is answered', { does: 'stall', text }, true],
  ])('gives a call up %s, with the reason it was given, and says what it has cost', async (_, behaviour, costs) => {
    const vendors = await vendorsForTest();
    vendors.next(behaviour);
    const control = new AbortController();
    const reason = new Error('not wanted any more');
    const wasted: Usage[] = [];
    const givenUp = (usage: Usage) => wasted.push(usage);
    const call = ask(vendors, vendor, { signal: control.signal, givenUp }).catch((error: unknown) => error);
    await expect.poll(() => vendors.requests.length).toBe(1);
    setTimeout(() => control.abort(reason), 100);
    expect(await call).toBe(reason);
    expect(wasted.map(({ inputTokens }) => inputTokens > 0)).toEqual(costs ? [true] : []);
    await expect.poll(() => vendors.broken.count).toBe(1);
  });

  it('asks nothing when it is given up already', async () => {
    const vendors = await vendorsForTest();
    const reason = new Error('too late');
    await expect(ask(vendors, vendor, { signal: AbortSignal.abort(reason), limits })).rejects.toBe(reason);
    expect(vendors.requests).toHaveLength(0);
  });

  it('refuses to ask for a form that it cannot have', async () => {
    const vendors = await vendorsForTest();
    const schema = request.schema.transform((read) => read);
    const error = await failureOf(ask(vendors, vendor, { request: { ...request, schema } }));
    expect(error).toMatchObject({ code: 'ai-request-refused', retryable: false });
    expect(vendors.requests).toHaveLength(0);
  });
});
