import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { briefSchema } from '../../src/domain/brief/brief.ts';

const folder = fileURLToPath(new URL('../../examples/briefs', import.meta.url));
const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

const wishesSchema = z.strictObject({
  brief: z.string(),
  wishes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
        wish: z.string().min(1),
        quote: z.string().min(1),
        shown_by: z.enum(['model', 'test', 'metric', 'incident', 'change', 'feature']),
        must_be_there: z.string().min(1),
      }),
    )
    .min(4)
    .max(8),
});

it.each(readdirSync(`${folder}/wishes`))('the wishes %s are quoted from a brief that is a brief', (file) => {
  const { brief, wishes } = wishesSchema.parse(parse(readFileSync(`${folder}/wishes/${file}`, 'utf8')));
  expect(brief).toBe(file);
  const { discovery_notes } = briefSchema.parse(parse(readFileSync(`${folder}/${brief}`, 'utf8')));
  const notes = inOneLine(discovery_notes);
  expect(wishes.filter(({ quote }) => !notes.includes(inOneLine(quote))).map(({ id }) => id)).toEqual([]);
  expect(new Set(wishes.map(({ id }) => id)).size).toBe(wishes.length);
});
