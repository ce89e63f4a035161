import { zodTextFormat } from 'openai/helpers/zod';
import type { z } from 'zod';

/** The form as OpenAI's strict mode takes it. */
export function toOpenAiSchema(schema: z.ZodType, task: string) {
  const { type, name, schema: json } = zodTextFormat(schema, task);
  return { type, name, schema: json, strict: true };
}
