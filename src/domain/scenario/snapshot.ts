import { z } from 'zod';
import { identifier, nodeName, prose } from './identifier.ts';
import { ownSchema } from './own-schema.ts';

/** A history of rows that change, kept by dbt: one row for each version, with the span in which it held. */
export const snapshot = z.strictObject({
  name: identifier,
  description: prose,
  /** The model whose rows it follows. */
  input: nodeName,
  unique_key: identifier,
  strategy: z.discriminatedUnion('kind', [
    /** A new version wherever this timestamp column is newer. */
    z.strictObject({ kind: z.literal('timestamp'), updated_at: identifier }),
    /** A new version wherever one of these columns differs; its span begins when dbt looked. */
    z.strictObject({ kind: z.literal('check'), columns: z.array(identifier).min(1).max(10) }),
  ]),
  schema: ownSchema.optional(),
});
export type DbtSnapshot = z.infer<typeof snapshot>;
