import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Desk } from '../../eval/desk.ts';
import type { ModelCall, ModelRequest } from '../../src/integrations/ai/model.ts';

export const rowForm = z.object({ name: z.string().describe('Of the boat.'), knots: z.number() });
export type Boat = z.infer<typeof rowForm>;

export const call: ModelCall = { signal: new AbortController().signal, progress: () => {} };

/** A question about boats. */
export function question(other: Partial<ModelRequest<Boat>> = {}): ModelRequest<Boat> {
  return {
    task: 'write-rows',
    subject: 'harbour.boats',
    system: 'The rules of the house.',
    context: 'The brief of Mole & Söhne.',
    prompt: 'Write a boat.',
    schema: rowForm,
    maxTokens: 1_000,
    ...other,
  };
}

/** A desk of its own, which is removed after the test. */
export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'eval-desk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { brief: 'harbour', answers: join(folder, 'answers'), open: join(folder, 'open') };
}
