import type { PlannedPiece } from '../../src/activities/contract.ts';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { rehearse } from '../../src/activities/rehearsal/rehearse.ts';
import { findFaults } from '../../src/activities/steps/find-faults.ts';
import { planPieces } from '../../src/activities/steps/plan-pieces.ts';
import { renderProjectStep } from '../../src/activities/steps/render-project.ts';
import { repairPiece } from '../../src/activities/steps/repair-piece.ts';
import { isSamePiece, type PieceName, type RepairedPiece, withPiece } from '../../src/domain/build/piece-choice.ts';
import type { RehearsalSummary } from '../../src/domain/build/rehearsal-summary.ts';
import { type RepairOutcome, repairRounds } from '../../src/domain/build/repair.ts';
import { generateAll } from './rehearse-blueprint.ts';

const context = { signal: new AbortController().signal, progress: () => {} };

interface Made {
  readonly project: string;
  readonly rehearsal: RehearsalSummary;
  /** What each round did. */
  readonly rounds: readonly (readonly RepairOutcome[])[];
}

/** Makes a project of a scenario by the real steps, with rounds of repair as the workflow has them. */
export async function makeRepaired(
  deps: Dependencies,
  made: { readonly brief: string; readonly scenario: string; readonly asOf: string },
): Promise<Made> {
  const rounds: RepairOutcome[][] = [];
  const cleared: PieceName[] = [];
  let repaired: readonly RepairedPiece[] = [];
  let { project, rehearsal, plan } = await makeOnce(deps, made, repaired);
  while (!rehearsal.passed && rounds.length < repairRounds) {
    const faults = await findFaults(deps)({ project, report: rehearsal.report, cleared });
    const round = rounds.length + 1;
    const outcomes = await Promise.all(
      faults.map((fault) => repairPiece(deps)({ ...fault, brief: made.brief, project, round }, context)),
    );
    rounds.push(outcomes);
    cleared.push(...outcomes.filter(({ outcome }) => outcome === 'cleared'));
    const mended = outcomes.flatMap(({ step, subject, piece }): RepairedPiece[] => {
      const key = plan.find((one) => isSamePiece(one, { step, subject }))?.key;
      return piece === undefined || key === undefined ? [] : [{ step, subject, key, piece }];
    });
    if (mended.length === 0) continue;
    repaired = mended.reduce<readonly RepairedPiece[]>(withPiece, repaired);
    ({ project, rehearsal, plan } = await makeOnce(deps, made, repaired));
  }
  return { project, rehearsal, rounds };
}

async function makeOnce(
  deps: Dependencies,
  input: { readonly brief: string; readonly scenario: string; readonly asOf: string },
  repaired: readonly RepairedPiece[],
): Promise<{ project: string; rehearsal: RehearsalSummary; plan: readonly PlannedPiece[] }> {
  const pieces = await generateAll(deps, { ...input, repaired });
  const { pieces: plan } = await planPieces(deps)({ ...input, repaired });
  const { project } = await renderProjectStep(deps)({
    buildId: 'btest0000000',
    company: 'Petal & Pine',
    warehouse: 'snowflake',
    ...input,
    pieces,
  });
  return { project, rehearsal: (await rehearse(deps)({ project }, context)).rehearsal, plan };
}
