import { z } from 'zod';
import { digestSchema } from '../digest.ts';
import type { StepName } from './phase.ts';

/** The steps that make one piece each; their activity is told which one it works for. */
export const pieceSteps = ['generate-rows', 'generate-sql', 'generate-change'] as const satisfies readonly StepName[];

/** Which piece: the step that makes it, and the source, model or change that it is of. */
export const pieceName = z.strictObject({ step: z.enum(pieceSteps), subject: z.string().min(1).max(200) });
export type PieceName = z.infer<typeof pieceName>;

/** A person's wish for another piece in place of the one that its inputs gave. */
export const pieceTake = pieceName.extend({
  /** Another one for every wish. */
  take: z.number().int().positive(),
  /** What is to be different, as a stored text; without one, just another piece. */
  instructions: digestSchema.optional(),
  /** The piece that stood when it was wished for. */
  previous: digestSchema.optional(),
});
export type PieceTake = z.infer<typeof pieceTake>;

/** A piece that a repair changed. It stands as long as nothing changes that the piece was made from. */
export const repairedPiece = pieceName.extend({ key: digestSchema, piece: digestSchema });
export type RepairedPiece = z.infer<typeof repairedPiece>;

export function isSamePiece(one: PieceName, other: PieceName): boolean {
  return one.step === other.step && one.subject === other.subject;
}

/** A list in which one piece has a new entry, or its first. */
export function withPiece<Entry extends PieceName>(list: readonly Entry[] | undefined, entry: Entry): Entry[] {
  return [...(list ?? []).filter((other) => !isSamePiece(other, entry)), entry];
}
