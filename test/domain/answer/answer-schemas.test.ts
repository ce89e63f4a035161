import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../../../src/config.ts';
import { rowsAnswer } from '../../../src/domain/answer/rows.ts';
import { checkSchema } from '../../../src/domain/answer/strict-schema.ts';
import { toAnthropicSchema } from '../../../src/integrations/ai/anthropic-schema.ts';
import { toOpenAiSchema } from '../../../src/integrations/ai/openai-schema.ts';
import { libraryScenario } from '../fixtures/library.ts';

/** Every schema of an answer, by its name; those that are an object at the root are asked for as they are. */
async function answerSchemas(): Promise<[string, z.ZodType][]> {
  const found: [string, z.ZodType][] = [];
  for (const file of globSync('src/domain/answer/*.ts', { cwd: root })) {
    const module: Record<string, unknown> = await import(join(root, file));
    for (const [name, value] of Object.entries(module)) if (value instanceof z.ZodObject) found.push([name, value]);
  }
  const { sources, incidents } = libraryScenario();
  for (const source of sources) found.push([`rows of ${source.table}`, rowsAnswer(source, incidents)]);
  return found;
}

it('both vendors’ strict modes take every answer that is asked for', async () => {
  const schemas = await answerSchemas();
  expect(schemas.map(([name]) => name)).toEqual(
    expect.arrayContaining(['designAnswer', 'sqlAnswer', 'storyAnswer', 'understandingAnswer']),
  );
  expect(Object.fromEntries(schemas.map(([name, schema]) => [name, checkSchema(schema)]))).toEqual(
    Object.fromEntries(schemas.map(([name]) => [name, []])),
  );
  for (const [, schema] of schemas) {
    expect(toAnthropicSchema(schema, 'task').schema).toHaveProperty('properties');
    expect(toOpenAiSchema(schema, 'task').schema).toHaveProperty('properties');
  }
});
