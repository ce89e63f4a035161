import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { digestSchema } from '../src/integrations/artifacts/digest.ts';

const tokens = z.number().int().nonnegative();

/** An answer as it is kept, with all that tells what it answers. */
export const recordedAnswer = z.strictObject({
  task: z.string(),
  subject: z.string().optional(),
  attempt: z.string().optional(),
  brief: z.string(),
  /** Of the form that was asked for. */
  schema: digestSchema,
  /** Of all that was sent. */
  prompt: digestSchema,
  model: z.string(),
  usage: z.strictObject({
    inputTokens: tokens,
    cachedInputTokens: tokens,
    cacheWriteTokens: tokens,
    outputTokens: tokens,
  }),
  /** Tokens were reckoned from characters, as nobody counted them. */
  estimated: z.boolean(),
  /** How long the model took; `null` where nobody measured it. */
  seconds: z.number().nullable(),
  at: z.iso.datetime(),
  answer: z.unknown(),
});
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

/** Reads a kept answer; `undefined` where there is none. @throws for a file that is not one */
export async function readRecorded(path: string): Promise<RecordedAnswer | undefined> {
  const text = await readIfThere(path);
  return text === undefined ? undefined : recordedAnswer.parse(JSON.parse(text));
}

/** Keeps an answer, in whole or not at all. */
export async function keepRecorded(path: string, answer: RecordedAnswer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, `${JSON.stringify(answer, null, 1)}\n`);
  await rename(`${path}.part`, path);
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
