import type { Digest } from '../src/integrations/artifacts/digest.ts';
import type { Wish } from './wishes.ts';

/** A judgement to be filled in: every wish, shown by nothing yet. */
export function judgementDraft(wishes: readonly Wish[], scenario: Digest): string {
  const entries = wishes.map(({ id, wish, shown_by, must_be_there }) =>
    [
      ...[`# ${wish}`, `# By a ${shown_by}: ${must_be_there}`].map((line) => `  ${line.replace(/\s+/g, ' ')}`),
      `  - id: ${id}`,
      '    shown_by: []',
      '    because: it is not there',
    ].join('\n'),
  );
  return [`scenario: ${scenario}`, 'wishes:', ...entries, ''].join('\n');
}
