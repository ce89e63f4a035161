import { z } from 'zod';

const values = z.record(z.string(), z.unknown()).nullable().default(null);
/** `true`, or the same shape as the value with `true` at the leaves that it is about. */
const marks = z.unknown().optional();

const change = z.object({
  actions: z.array(z.enum(['no-op', 'create', 'read', 'update', 'delete', 'forget'])),
  before: values,
  after: values,
  after_unknown: marks,
  before_sensitive: marks,
  after_sensitive: marks,
  importing: z.object({ id: z.string().optional() }).optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
});

const resourceChange = z.object({ address: z.string(), mode: z.string(), type: z.string(), name: z.string(), change });
export type ResourceChange = z.infer<typeof resourceChange>;

/** What `terraform show -json` says of a saved plan, as far as it is read here. It holds secrets in clear. */
export const planDocument = z.object({
  format_version: z.string().startsWith('1.'),
  resource_changes: z.array(resourceChange).default([]),
});
export type PlanDocument = z.infer<typeof planDocument>;
