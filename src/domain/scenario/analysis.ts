import { z } from 'zod';
import { identifier, nodeName, prose } from './identifier.ts';

/** A query that is kept beside the models and compiled with them, but never built. */
export const analysis = z.strictObject({
  name: identifier,
  description: prose,
  inputs: z.array(nodeName).min(1).max(8),
  /** Reads each input by its import name (see `importName`), as the SQL of a piece does. */
  sql: z.string().min(1).max(8_000),
});
export type Analysis = z.infer<typeof analysis>;
