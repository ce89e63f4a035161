import { z } from 'zod';
import { passagesIn } from './find-passage.ts';

/** One part of long notes, condensed: what it says, and the passages that a demo can answer. */
export const condensedAnswer = z.object({
  summary: z.string().describe('What this part says, in three to eight sentences.'),
  passages: z
    .array(
      z.object({
        about: z.enum(['business', 'system', 'data', 'number', 'pain', 'wish', 'definition', 'person', 'constraint']),
        passage: z.string().describe('Copied word for word from this part, one to four sentences.'),
      }),
    )
    .describe('In the order of the notes.'),
});
export type CondensedAnswer = z.infer<typeof condensedAnswer>;

/**
 * Condensed parts as the notes that later questions are asked about. A passage that the notes do not hold is left out.
 *
 * @param notes the notes as they were written
 */
export function condensedNotes(parts: readonly CondensedAnswer[], notes: string): string {
  const find = passagesIn(notes);
  return parts
    .map(({ summary, passages }, index) => {
      const held = passages.flatMap(({ about, passage }) => {
        const found = find(passage);
        return found === '' ? [] : [`- ${about}: ${found}`];
      });
      return [`Part ${index + 1} of ${parts.length}, in short: ${summary.trim()}`, ...held].join('\n');
    })
    .join('\n\n');
}
