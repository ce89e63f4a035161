import type { PlannedPiece } from '../src/activities/contract.ts';
import type { Dependencies } from '../src/activities/dependencies.ts';
import { generatePiece } from '../src/activities/steps/generate-piece.ts';
import { PieceFailed } from './piece-failed.ts';

export interface PieceMaking {
  /** Digests of the stored brief and scenario. */
  readonly brief: string;
  readonly scenario: string;
  readonly asOf: string;
  readonly plan: readonly PlannedPiece[];
}

/**
 * Makes the pieces of a scenario: all that can be asked side by side is asked, also when something beside it fails.
 *
 * @returns digests of the pieces, in the order of the plan
 * @throws AggregateError of all that failed
 */
export async function makePieces(
  deps: Dependencies,
  { brief, scenario, asOf, plan }: PieceMaking,
  context: { readonly signal: AbortSignal; progress(line: string): void },
): Promise<string[]> {
  const made = new Map<string, Promise<string | undefined>>();
  const failed: unknown[] = [];
  const make = async ({ follows, ...piece }: PlannedPiece): Promise<string | undefined> => {
    const after = (await Promise.all(follows.map((key) => made.get(key)))).filter((one) => one !== undefined);
    // What is made from a piece that is missing cannot be asked for yet.
    if (after.length < follows.length) return undefined;
    // Mended, and left as it was mended.
    if (piece.piece !== undefined) return piece.piece;
    try {
      return (await generatePiece(deps)({ brief, scenario, asOf, ...piece, after }, context)).piece;
    } catch (error) {
      failed.push(new PieceFailed(`${piece.step} ${piece.subject}`, { cause: error }));
      return undefined;
    }
  };
  for (const piece of plan) made.set(piece.key, make(piece));
  const pieces = await Promise.all(made.values());
  if (failed.length > 0) throw new AggregateError(failed, 'some pieces could not be made');
  return pieces.filter((piece) => piece !== undefined);
}
