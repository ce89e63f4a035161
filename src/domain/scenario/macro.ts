import { z } from 'zod';
import { identifier, prose } from './identifier.ts';

/** An expression that several models share, called as `{{ name('column', …) }}` by the SQL of any piece. */
export const macro = z.strictObject({
  name: identifier,
  description: prose,
  arguments: z.array(z.strictObject({ name: identifier, description: prose })).max(6),
  /** An SQL expression with `{{ argument }}` where an argument goes, and the portable macros that any piece may call. */
  sql: z.string().min(1).max(4_000),
});
export type Macro = z.infer<typeof macro>;
