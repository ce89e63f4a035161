import { describe, expect, it } from 'vitest';
import { checkKey } from '../../../src/integrations/ai/check-key.ts';
import { listModels } from '../../../src/integrations/ai/list-models.ts';
import type { VendorName } from '../../../src/integrations/ai/models.ts';
import { answersInForms } from '../../../src/integrations/ai/openai-models.ts';
import type { Behaviour } from '../../setup/ai-vendors/behaviour.ts';
import { deadUrl, everythingOf, failureOf, keys, titles, urlOf, vendorsForTest } from './asking.ts';

const both: VendorName[] = ['anthropic', 'openai'];
const models: Record<VendorName, string[]> = {
  anthropic: ['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5'],
  openai: ['gpt-6.1-sol', 'gpt-6-luna', 'gpt-6-sol'],
};
const going = () => new AbortController().signal;

describe.each(both)('a key of %s', (vendor) => {
  const name = titles[vendor];

  it('that works gives the models that answer in a form, newest first', async () => {
    const vendors = await vendorsForTest();
    const checked = await checkKey(vendor, ` ${keys[vendor]}\n`, urlOf(vendors, vendor), going());
    expect(checked).toEqual({ usable: true, models: models[vendor] });
    expect(vendors.looks).toEqual([keys[vendor]]);
  });

  it.each([
    ['nothing', ' ', `There is no key for ${name}.`],
    ['of another vendor', 'pk-live-SECRETSECRETSECRET', `That is no ${name} key: theirs begin with “`],
    ['cut short', `${keys[vendor].slice(0, 12)}`, `That is no whole ${name} key`],
    ['with a line break', `${keys[vendor]}\nSECRET`, `That is no whole ${name} key`],
    ['with a control character', `${keys[vendor]}\u0007SECRET`, `That is no whole ${name} key`],
    ['with an accent', `${keys[vendor]}é`, `That is no whole ${name} key`],
  ])('is refused before anybody is asked: %s', async (_, typed, sentence) => {
    const checked = await checkKey(vendor, typed, undefined, going());
    expect(checked).toMatchObject({ usable: false, problem: { code: 'ai-key-refused', retryable: false } });
    if (checked.usable) return;
    expect(checked.problem.sentence).toContain(sentence);
    expect(everythingOf(checked.problem)).not.toContain('SECRET');
  });

  it('may begin otherwise at a gateway, but must be one that can be sent', async () => {
    const vendors = await vendorsForTest();
    const gateway = urlOf(vendors, vendor);
    expect(await checkKey(vendor, 'gw-virtual-key', gateway, going())).toMatchObject({ usable: true });
    const checked = await checkKey(vendor, 'gw-virtual\nSECRET', gateway, going());
    expect(checked).toMatchObject({ usable: false, problem: { code: 'ai-key-refused' } });
    expect(everythingOf(checked)).not.toContain('SECRET');
    expect(vendors.looks).toEqual(['gw-virtual-key']);
  });

  it.each<[string, Behaviour, string, string]>([
    ['refused', { does: 'fail', status: 401 }, 'ai-key-refused', `${name} refused the key: it is not valid.`],
    [
      'expired',
      { does: 'fail', status: 401, message: 'Key expired.' },
      'ai-key-refused',
      `This ${name} key has expired.`,
    ],
    [
      'not allowed',
      { does: 'fail', status: 403 },
      'ai-key-not-allowed',
      `${name} does not allow this key to use this call.`,
    ],
    [
      ...(['limited', { does: 'fail', status: 429, retryAfter: '1' }, 'ai-rate-limited'] as const),
      `${name} limits how fast this key may ask and asks to wait 1 second.`,
    ],
    [
      'unlucky',
      { does: 'show-page', status: 503 },
      'ai-overloaded',
      `${name} is overloaded or has a failure of its own (503).`,
    ],
  ])('that is %s has a sentence of its own', async (_, behaviour, code, sentence) => {
    const vendors = await vendorsForTest();
    vendors.next(behaviour);
    const checked = await checkKey(vendor, keys[vendor], urlOf(vendors, vendor), going());
    expect(checked).toMatchObject({ usable: false, problem: { code, sentence } });
    expect(everythingOf(checked)).not.toContain('SECRET');
    expect(vendors.looks).toHaveLength(1);
  });

  it('cannot be checked where nobody listens, or where something else answers', async () => {
    const access = { key: keys[vendor], baseUrl: await deadUrl() };
    const error = await failureOf(listModels(vendor, access, going()));
    expect(error).toMatchObject({ code: 'ai-unreachable', retryable: true });
    const vendors = await vendorsForTest();
    vendors.next({ does: 'show-page', status: 200 });
    const checked = await checkKey(vendor, keys[vendor], urlOf(vendors, vendor), going());
    expect(checked).toMatchObject({ usable: false, problem: { code: 'ai-unreachable' } });
  });

  it('need not be waited for', async () => {
    const vendors = await vendorsForTest();
    vendors.next({ does: 'hang' });
    const control = new AbortController();
    const reason = new Error('the page was left');
    setTimeout(() => control.abort(reason), 100);
    await expect(checkKey(vendor, keys[vendor], urlOf(vendors, vendor), control.signal)).rejects.toBe(reason);
  });
});

it.each([
  ['gpt-6.1-sol', true],
  ['gpt-5.4-mini', true],
  ['gpt-4.1-2025-04-14', true],
  ['gpt-4o-2024-08-06', true],
  ['gpt-10-nova', true],
  ['o3', true],
  ['gpt-4o-2024-05-13', false],
  ['gpt-4-turbo', false],
  ['gpt-5.3-chat-latest', false],
  ['gpt-4o-realtime-preview', false],
  ['o1-mini', false],
  ['omni-moderation-latest', false],
  ['whisper-1', false],
])('OpenAI’s %s answers in a given form: %s', (id, answers) => {
  expect(answersInForms(id)).toBe(answers);
});
