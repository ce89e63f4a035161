import { expect, test } from 'vitest';
import { parseBrief } from '../../src/cli/read-brief.ts';

const refusal = (text: string): string => {
  try {
    parseBrief(text, 'brief.yaml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

test('what is wrong with a brief is said by key, in sentences', () => {
  const said = refusal('company: A\ncolour: red\npain_points: late orders\nmust_show: [1]\ncall_minutes: soon\n');
  expect(said.split('\n')).toEqual([
    'brief.yaml cannot be used as a brief.',
    '  pain_points: Give a list, with one entry per line.',
    '  call_minutes: Give whole minutes, such as 30.',
    '  must_show: Entry 1: An entry is a text.',
    '  “colour” is no key of a brief.',
  ]);
});

test('no sentence ends twice, and none speaks of types', () => {
  const said = [
    'just a text',
    '[a, b]',
    'company: 1',
    `company: ${'x'.repeat(201)}`,
    `company: A\ndiscovery_notes: ${'x'.repeat(200_001)}`,
    'company: A\ninclude_semantic_layer: perhaps',
    'company: A\nwarehouse: oracle',
    'company: A\npain_points: [""]',
    'company: A\ncall_date: tomorrow',
  ].map(refusal);
  for (const one of said) {
    expect(one).toMatch(/[^.]\.$/);
    expect(one).not.toMatch(/\.\.|expected|Invalid|received/);
  }
  expect(said.join('\n')).toContain('The notes may have at most 200,000 characters.');
});

test('a warehouse that its target does not reach is refused before anything is started', () => {
  expect(refusal('company: A\ntarget: dbt-cloud\nwarehouse: duckdb\n')).toContain(
    'target: dbt Cloud does not reach DuckDB',
  );
});
