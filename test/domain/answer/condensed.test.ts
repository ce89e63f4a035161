import { expect, it } from 'vitest';
import { condensedNotes } from '../../../src/domain/answer/condensed.ts';

it('keeps of condensed notes what they really say, part by part', () => {
  const notes = 'We sell mugs.  Churn is 4%, says sales; finance says 6%.\nNobody trusts it.';
  const parts = [
    { summary: 'They sell mugs. ', passages: [{ about: 'business', passage: 'we sell “mugs”.' } as const] },
    {
      summary: 'Churn is disputed.',
      passages: [
        { about: 'number', passage: 'Churn is 4%, says sales' },
        { about: 'number', passage: 'Churn is 11%.' },
      ] as const satisfies unknown[],
    },
  ].map(({ summary, passages }) => ({ summary, passages: [...passages] }));
  expect(condensedNotes(parts, notes)).toBe(
    [
      'Part 1 of 2, in short: They sell mugs.',
      '- business: We sell mugs.',
      '',
      'Part 2 of 2, in short: Churn is disputed.',
      '- number: Churn is 4%, says sales',
    ].join('\n'),
  );
});
