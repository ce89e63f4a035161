import { expect, test } from 'vitest';
import { readArguments, usage } from '../../src/cli/read-arguments.ts';

test('help is asked for, and given where the arguments do not fit', () => {
  expect(readArguments(['--help'])).toEqual({ kind: 'help' });
  expect(readArguments(['brief.yaml', '-h'])).toEqual({ kind: 'help' });
  expect(usage).toMatch(/BRIEF\.yaml.*--provider.*--model.*--json/);
});

test.each([
  [['--modell', 'x', 'brief.yaml'], /^Unknown option '--modell'\.$/],
  [['brief.yaml', '--model'], /--model/],
  [[], /Name a brief file/],
  [['a.yaml', 'b.yaml'], /one brief file/],
])('what does not fit is said in a sentence: %j', (args, sentence) => {
  expect(readArguments(args)).toEqual({ kind: 'unfit', sentence: expect.stringMatching(sentence) });
});

test('a brief is taken with what is to write it', () => {
  expect(readArguments(['brief.yaml', '--provider', 'openai', '--model', 'm', '--json'])).toEqual({
    ...{ kind: 'run', file: 'brief.yaml', json: true },
    wish: { provider: 'openai', model: 'm' },
  });
});
