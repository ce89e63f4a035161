import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readOptions } from '../../eval/options.ts';
import { root } from '../../src/config.ts';

const config = { folders: { data: '/data', tools: '/tools' } };
const read = (...args: string[]) => readOptions(args, config);

it('takes kept answers, or a vendor, and one of the two', () => {
  expect(read('--replay')).toMatchObject({ provider: undefined, answers: join(root, 'eval/answers') });
  expect(read('--provider', 'openai', '--only', 'a', '--only', 'b')).toMatchObject({
    provider: 'openai',
    only: ['a', 'b'],
  });
  expect(() => read()).toThrow('either --replay');
  expect(() => read('--replay', '--provider', 'openai')).toThrow('either --replay');
  expect(() => read('--provider', 'builtin')).toThrow('anthropic, openai');
  expect(() => read('--replay', '--fast')).toThrow('--fast');
});

it('keeps what a vendor answers apart from the answers that are committed, unless told where', () => {
  expect(read('--provider', 'anthropic').answers).toBe('/data/eval/answers/anthropic');
  expect(read('--provider', 'anthropic', '--answers', '/mine').answers).toBe('/mine');
});
