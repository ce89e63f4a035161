import type { Dependencies } from '../src/activities/dependencies.ts';
import { findFaults } from '../src/activities/steps/find-faults.ts';
import { repairPiece } from '../src/activities/steps/repair-piece.ts';
import { isSamePiece, type PieceName, type RepairedPiece, withPiece } from '../src/domain/build/piece-choice.ts';
import { isRedProof } from '../src/domain/build/proof-summary.ts';
import type { Going, MadeProject } from './make-project.ts';

/** A red project, and what earlier rounds found. */
export interface RedProject extends MadeProject {
  /** Digest of the stored brief. */
  readonly brief: string;
  /** Pieces in which no fault was found. */
  readonly cleared: readonly PieceName[];
}

/**
 * Has every piece at fault mended once.
 *
 * @returns what stands repaired from now on and what was found to be in order; `undefined` when there is nothing to mend
 * @throws AggregateError of all that could not be asked
 */
export async function repairRound(
  deps: Dependencies,
  { brief, project, rehearsal, report, proof, plan, repaired, cleared, round }: RedProject,
  going: Going,
): Promise<{ readonly repaired: readonly RepairedPiece[]; readonly cleared: readonly PieceName[] } | undefined> {
  const faults = await findFaults(deps)({
    project,
    ...(report.passed ? {} : { report: rehearsal }),
    ...(proof?.proven && isRedProof(proof) ? { proof: proof.proof } : {}),
    cleared,
  });
  if (faults.length === 0) return undefined;
  const settled = await Promise.allSettled(
    faults.map((fault) => repairPiece(deps)({ ...fault, brief, project, round }, going)),
  );
  const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failed.length > 0) throw new AggregateError(failed, 'some pieces could not be repaired');
  const repairs = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const mended = repairs.flatMap(({ step, subject, piece }) => {
    const planned = plan.pieces.find((one) => isSamePiece(one, { step, subject }));
    return piece === undefined || planned === undefined ? [] : [{ step, subject, key: planned.key, piece }];
  });
  return {
    repaired: mended.length === 0 ? [] : mended.reduce<readonly RepairedPiece[]>(withPiece, repaired),
    cleared: repairs.flatMap(({ step, subject, outcome }) => (outcome === 'cleared' ? [{ step, subject }] : [])),
  };
}
