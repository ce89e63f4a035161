import { type CondensedAnswer, condensedAnswer, condensedNotes } from '../../../domain/answer/condensed.ts';
import { passagesIn } from '../../../domain/answer/find-passage.ts';
import { longestNotesSent, notesParts } from '../../../domain/prompt/notes-parts.ts';
import type { ProviderContext } from '../provider.ts';
import { type Asking, ask } from './ask.ts';
import type { PromptBook } from './prompt-book.ts';

const maxTokens = 12_000;
/** Parts that are read at a time. */
const atOnce = 3;

/**
 * Notes too long to be worked with whole, in short: each part is condensed by a question of its own. `undefined` when
 * they can be sent as they are.
 *
 * @throws ModelError, AnswerError
 */
export async function condense(
  asking: Asking,
  book: PromptBook,
  notes: string,
  context: ProviderContext,
): Promise<string | undefined> {
  if (notes.trim().length <= longestNotesSent) return undefined;
  const texts = notesParts(notes);
  const parts: CondensedAnswer[] = [];
  for (let from = 0; from < texts.length; from += atOnce) {
    const until = Math.min(texts.length, from + atOnce);
    context.progress(`condensing ${notes.length.toLocaleString('en')} characters: part ${until} of ${texts.length}`);
    const reading = texts.slice(from, until).map((text, index) => {
      const part = from + index + 1;
      const prompt = book.condense({ text, part, parts: texts.length });
      return remembered(asking, { ...prompt, text, subject: `part ${part} of ${texts.length}` }, context);
    });
    // What the others cost is not lost when one fails: they are kept, and found by the next attempt.
    const read = await Promise.allSettled(reading);
    for (const one of read) {
      if (one.status === 'rejected') throw one.reason;
      parts.push(one.value);
    }
  }
  return condensedNotes(parts, notes);
}

function remembered(
  asking: Asking,
  { text, ...question }: { text: string; subject: string; context: string; prompt: string },
  context: ProviderContext,
): Promise<CondensedAnswer> {
  const make = () =>
    ask(
      asking,
      {
        ...{ task: 'condense-notes', ...question },
        ...{ schema: condensedAnswer, maxTokens },
        read: (answer) => {
          const find = passagesIn(text);
          const held = answer.passages.filter(({ passage }) => find(passage) !== '');
          // A few slips are dropped; an answer that mostly makes things up is not what the notes say.
          if (held.length * 2 >= answer.passages.length) return { ok: true, value: { ...answer, passages: held } };
          const message = `${answer.passages.length - held.length} of ${answer.passages.length} passages are not in the notes word for word.`;
          return { ok: false, problems: [{ path: 'passages', message }] };
        },
      },
      context,
    );
  context.asked?.('condense-notes');
  const inputs = { prompt: question.prompt };
  return context.remember?.({ name: 'condense-notes', inputs, schema: condensedAnswer, make }) ?? make();
}
