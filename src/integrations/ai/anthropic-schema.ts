import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type { z } from 'zod';

/** The form as Anthropic's strict mode takes it, titled with the task's name, which it has no other place for. */
export function toAnthropicSchema(schema: z.ZodType, task: string) {
  // The helper's own `parse` is left behind: it throws away the usage and the reason of an answer that was cut off.
  const { type, schema: json } = zodOutputFormat(schema);
  return { type, schema: { ...json, title: task } };
}
