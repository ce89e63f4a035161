import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { NamedTest } from '../../../../src/domain/naming/test-names.ts';
import { testDescription } from '../../../../src/domain/project/render/test-description.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { libraryInput } from '../../fixtures/library.ts';

const named = (layer: NamedTest['layer'], check: NamedTest['check'], description?: string): NamedTest => ({
  ...{ name: 'x', on: 'fct_loans', column: 'loan_id', parents: [], layer, check },
  ...(description === undefined ? {} : { description }),
});

describe('a data test', () => {
  it.each([
    [named('staging', { kind: 'unique' }), 'No two rows have the same loan_id.'],
    [named('mart', { kind: 'unique' }), 'The grain: one row per loan_id. A join that multiplies rows fails here.'],
    [named('source', { kind: 'unique_combination', columns: ['a', 'b'] }), 'No two rows have the same a and b.'],
    [named('staging', { kind: 'not_null' }), 'Every row has its loan_id.'],
    [
      named('staging', { kind: 'relationships', to: 'stg_members', field: 'member_id' }),
      'Every loan_id is found as member_id in stg_members.',
    ],
    [named('staging', { kind: 'accepted_values', values: ['north', 'south'] }), 'loan_id is one of north, south.'],
    [
      named('staging', { kind: 'accepted_values', values: [...'abcdefghi'] }),
      'Nothing but a known value stands in loan_id.',
    ],
    [named('mart', { kind: 'unique' }, 'Each loan is counted once.'), 'Each loan is counted once.'],
  ])('says its rule: %#', (test, rule) => {
    expect(testDescription(test)).toBe(rule);
  });

  it('has a description in every file that lists it', () => {
    const { main } = renderProject(libraryInput(), new Map());
    const listed = [...main]
      .filter(([path]) => path.endsWith('.yml'))
      .flatMap(([path, text]) => testsIn(parse(text)).map((test) => ({ path, ...test })));
    expect(listed.length).toBeGreaterThan(10);
    expect(listed.filter(({ description }) => !description)).toEqual([]);
  });
});

const genericTests = z.array(
  z.record(z.string(), z.looseObject({ name: z.string(), description: z.string().optional() })),
);

/** Every generic test in a properties file, however deep. */
function testsIn(value: unknown): { name: string; description?: string | undefined }[] {
  if (Array.isArray(value)) return value.flatMap(testsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'data_tests') return testsIn(inner);
    return genericTests.parse(inner).flatMap((test) => Object.values(test));
  });
}
