import { z } from 'zod';

const resource = z.object({ addr: z.string(), resource_type: z.string().default('') });
const hook = z.object({ resource, action: z.string() });

/** What Terraform has to say about a problem; texts may quote an API's answer. */
export const diagnostic = z.object({
  severity: z.enum(['error', 'warning']),
  summary: z.string(),
  detail: z.string().default(''),
  address: z.string().optional(),
});
export type Diagnostic = z.infer<typeof diagnostic>;

/** The lines of Terraform's `-json` streams that mean something here. */
const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('planned_change'), change: z.object({ resource, action: z.string() }) }),
  z.object({ type: z.literal('refresh_start'), hook: z.object({ resource }) }),
  z.object({ type: z.literal('apply_start'), hook }),
  z.object({ type: z.literal('apply_progress'), hook: hook.extend({ elapsed_seconds: z.number() }) }),
  z.object({ type: z.literal('apply_complete'), hook }),
  z.object({ type: z.literal('apply_errored'), hook }),
  z.object({ type: z.literal('diagnostic'), diagnostic }),
]);
export type TerraformEvent = z.infer<typeof event>;

/** Reads a line of a `-json` stream; `undefined` for lines that say nothing of interest. */
export function readEvent(line: string): TerraformEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return event.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
