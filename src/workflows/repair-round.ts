import { CancellationScope } from '@temporalio/workflow';
import type { PlannedPiece } from '../activities/contract.ts';
import { isSamePiece, type PieceName, type RepairedPiece, withPiece } from '../domain/build/piece-choice.ts';
import { isRedProof, type ProofSummary } from '../domain/build/proof-summary.ts';
import { chosenBy } from '../domain/build/provider-choice.ts';
import type { RehearsalSummary } from '../domain/build/rehearsal-summary.ts';
import { type RepairOutcome, repairRounds } from '../domain/build/repair.ts';
import type { Digest } from '../domain/build/state.ts';
import type { UsedPrompt } from '../domain/build/used-prompt.ts';
import { ai, piecesAtOnce, pure } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';
import { Turns } from './turns.ts';

interface RedProject {
  readonly project: Digest;
  readonly rehearsal: RehearsalSummary;
  readonly proof: ProofSummary | undefined;
  readonly plan: readonly PlannedPiece[];
  readonly repaired: readonly RepairedPiece[];
  readonly cleared: readonly PieceName[];
  readonly round: number;
  readonly ahead: boolean;
}

/**
 * One round of repair of a red project, as one step: every piece at fault goes to a model with what was seen. Gives the
 * pieces that stand repaired from now on, and those in which no fault was found; `undefined` when nothing can be mended
 * this way, or the round was skipped.
 */
export async function repairRound(
  run: BuildRun,
  red: RedProject,
): Promise<{ repaired: readonly RepairedPiece[]; cleared: readonly PieceName[] } | undefined> {
  const { round, ahead } = red;
  const subject = `round ${round} of ${repairRounds}`;
  const result = await run.skippableStep('repair', { subject, ahead }, () => repairAll(run, red));
  if (result === undefined || result.repairs.length === 0) return undefined;
  const mended = result.repairs.flatMap((repair) => repairedPiece(repair, red.plan));
  return {
    repaired: mended.length === 0 ? [] : mended.reduce<readonly RepairedPiece[]>(withPiece, red.repaired),
    cleared: result.repairs
      .filter(({ outcome }) => outcome === 'cleared')
      .map(({ step, subject: piece }) => ({ step, subject: piece })),
  };
}

async function repairAll(
  run: BuildRun,
  { project, rehearsal, proof, cleared, round }: RedProject,
): Promise<{ readonly repairs: readonly RepairOutcome[]; readonly prompts: readonly UsedPrompt[] }> {
  const { brief } = run.state;
  const turns = new Turns(piecesAtOnce);
  const faults = await pure.findFaults({
    project,
    ...(rehearsal.passed ? {} : { report: rehearsal.report }),
    ...(proof?.proven && isRedProof(proof) ? { proof: proof.proof } : {}),
    cleared,
  });
  return CancellationScope.cancellable(async () => {
    try {
      const done = await Promise.all(
        faults.map((fault) =>
          turns.take(() => ai.repairPiece({ ...fault, ...chosenBy(run.state), brief, project, round })),
        ),
      );
      return {
        repairs: done.map(({ prompts: _, ...repair }) => repair),
        prompts: done.flatMap(({ prompts = [] }) => prompts),
      };
    } catch (error) {
      CancellationScope.current().cancel();
      throw error;
    }
  });
}

function repairedPiece(repair: RepairOutcome, plan: readonly PlannedPiece[]): RepairedPiece[] {
  const planned = plan.find((piece) => isSamePiece(piece, repair));
  if (repair.piece === undefined || planned === undefined) return [];
  const { step, subject, piece } = repair;
  return [{ step, subject, key: planned.key, piece }];
}
