import { z } from 'zod';

/** What a build may leave standing when its workflow ends without a teardown, in the sequence in which it is removed. */
export const leftoverThings = ['schedule', 'environments', 'infrastructure', 'repository'] as const;
export type LeftoverThing = (typeof leftoverThings)[number];

const noted = z.object({ leftovers: z.array(z.enum(leftoverThings)) });

/** What was found standing after a build, as its record's summary notes it. */
export function leftoversIn(summary: unknown): readonly LeftoverThing[] {
  const read = noted.safeParse(summary);
  return read.success ? read.data.leftovers : [];
}

const cancelled = z.object({ outcome: z.literal('cancelled'), left: z.array(z.string()).min(1) });

/** Whether somebody decided, when cancelling the build, that it stays. */
export function keptOnPurpose(summary: unknown): boolean {
  return cancelled.safeParse(summary).success;
}
