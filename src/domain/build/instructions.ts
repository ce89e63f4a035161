import { z } from 'zod';

/** Characters of instructions, at most. */
export const longestInstructions = 20_000;

/** What a person wrote when they asked for another draft, as it is stored. */
export const instructionsSchema = z.strictObject({
  schema: z.literal('instructions/1'),
  text: z.string().max(longestInstructions),
});
export type Instructions = z.infer<typeof instructionsSchema>;
