import { z } from 'zod';

/** `unknown`: cannot be seen now; the sentence says what will prove it. */
const states = ['ok', 'failed', 'unknown'] as const;

/** What was looked at before any work, and what came of it. Plain data for a table; never a secret. */
export interface AccountCheck<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  readonly state: (typeof states)[number];
  readonly sentence: string;
  readonly mend?: string;
  /** Where a person looks or mends. */
  readonly link?: string;
  /** Of a template: the commit that would be read. */
  readonly commit?: string;
}

/** What came of a look, before it has a name. */
export type Found = Omit<AccountCheck, 'id' | 'title'>;

/** The table as it is kept. A link is one that a browser may be led to. */
export const accountChecksSchema = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    state: z.enum(states),
    sentence: z.string(),
    mend: z.string().exactOptional(),
    link: z.url({ protocol: /^https?$/ }).exactOptional(),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .exactOptional(),
  }),
) satisfies z.ZodType<readonly AccountCheck[]>;
