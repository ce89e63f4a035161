import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { digestSchema } from '../src/integrations/artifacts/digest.ts';
import { readIfThere } from './recorded-answer.ts';

const kinds = ['model', 'test', 'metric', 'incident', 'change', 'feature'] as const;

const wishesFile = z.strictObject({
  brief: z.string(),
  wishes: z.array(
    z.strictObject({
      id: z.string(),
      wish: z.string(),
      /** Of the notes, word for word. */
      quote: z.string(),
      shown_by: z.enum(kinds),
      /** What a person looks for in what is named as showing it. */
      must_be_there: z.string(),
    }),
  ),
});

/** What a customer wants to see, written down before anything was generated. */
export type Wish = z.infer<typeof wishesFile>['wishes'][number];

/** Something of a demo that is said to show a wish. */
export const shownBy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['model', 'test', 'unit_test', 'metric', 'saved_query', 'incident', 'change', 'exposure']),
    name: z.string(),
  }),
  /** An element that the review marks as assumed. */
  z.strictObject({ kind: z.literal('assumed'), name: z.string() }),
  /** A rendered file with a text in it. */
  z.strictObject({ kind: z.literal('file'), path: z.string(), holds: z.string() }),
  /** Words that no rendered file has, whatever their case. */
  z.strictObject({ kind: z.literal('absent'), words: z.array(z.string().min(2)).min(1) }),
]);
export type ShownBy = z.infer<typeof shownBy>;

const judgementFile = z.strictObject({
  /** Of the scenario that was judged, as the command prints it. */
  scenario: digestSchema,
  wishes: z.array(
    z.strictObject({
      id: z.string(),
      /** Nothing, where the demo does not show it. */
      shown_by: z.array(shownBy),
      because: z.string(),
    }),
  ),
});

/** Which part of a demo shows which wish, as somebody judged who read both. */
export type Judgement = z.infer<typeof judgementFile>;

export async function readWishes(path: string): Promise<readonly Wish[]> {
  return wishesFile.parse(parse(await readFile(path, 'utf8'))).wishes;
}

/** `undefined` where nobody has judged yet. */
export async function readJudgement(path: string): Promise<Judgement | undefined> {
  const text = await readIfThere(path);
  return text === undefined ? undefined : judgementFile.parse(parse(text));
}
