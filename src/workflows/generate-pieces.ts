import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { PlannedPiece } from '../activities/contract.ts';
import { isSamePiece } from '../domain/build/piece-choice.ts';
import { chosenBy } from '../domain/build/provider-choice.ts';
import { type Digest, type Revision, writtenAsOf } from '../domain/build/state.ts';
import { ai, piecesAtOnce } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';
import { Turns } from './turns.ts';

/**
 * One step a piece, several at once, each after those that it is made from. When one has to give up, the others are not
 * left running.
 */
export async function generatePieces(
  run: BuildRun,
  { scenario, takes }: Pick<Revision, 'scenario' | 'takes'>,
  plan: readonly PlannedPiece[],
  ahead: boolean,
): Promise<Digest[]> {
  const { brief } = run.state;
  const asOf = writtenAsOf(run.state);
  const turns = new Turns(piecesAtOnce);
  const made = new Map<string, Promise<Digest>>();
  const generate = async (planned: PlannedPiece): Promise<Digest> => {
    const { step, subject, key, piece } = planned;
    if (piece !== undefined) return piece;
    const after = await Promise.all(planned.follows.flatMap((one) => made.get(one) ?? []));
    const again = takes?.find((take) => isSamePiece(take, planned));
    const input = { brief, scenario, asOf, step, subject, key, after, ...(again === undefined ? {} : { again }) };
    return turns.take(async () => {
      if (CancellationScope.current().consideredCancelled)
        throw new CancelledFailure('the piece is not wanted any more');
      return (await run.step(step, { subject, ahead }, () => ai.generatePiece({ ...input, ...chosenBy(run.state) })))
        .piece;
    });
  };
  return CancellationScope.cancellable(async () => {
    try {
      // The plan lists every piece behind those that it is made from.
      for (const planned of plan) made.set(planned.key, generate(planned));
      return await Promise.all(made.values());
    } catch (error) {
      CancellationScope.current().cancel();
      throw error;
    }
  });
}
