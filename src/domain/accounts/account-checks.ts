import { z } from 'zod';
import type { AccountCheck } from './account-check.ts';

/** The table that a look at the accounts leaves behind. */
export const accountChecksSchema: z.ZodType<readonly AccountCheck[]> = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    state: z.enum(['ok', 'failed', 'unknown']),
    sentence: z.string(),
    mend: z.string().exactOptional(),
    link: z.url({ protocol: /^https?$/ }).exactOptional(),
    commit: z.string().exactOptional(),
  }),
);
