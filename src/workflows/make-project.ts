import { CancellationScope } from '@temporalio/workflow';
import type { PlanInput } from '../activities/contract.ts';
import type { PieceName, RepairedPiece } from '../domain/build/piece-choice.ts';
import { isRedProof, type ProofSummary } from '../domain/build/proof-summary.ts';
import { chosenBy } from '../domain/build/provider-choice.ts';
import type { RehearsalSummary } from '../domain/build/rehearsal-summary.ts';
import { repairRounds } from '../domain/build/repair.ts';
import { type BuildState, type Digest, type Revision, writtenAsOf } from '../domain/build/state.ts';
import { dbtSteps, pure } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';
import { generatePieces } from './generate-pieces.ts';
import { repairRound } from './repair-round.ts';

/** A rendered and rehearsed project of one revision. */
export interface ProjectMade {
  readonly revision: number;
  readonly project: Digest;
  readonly rehearsal: RehearsalSummary;
  /** None where there is nothing to prove. */
  readonly proof: ProofSummary | undefined;
  /** Pieces that stand as a repair left them. */
  readonly repaired: readonly RepairedPiece[];
}

/**
 * Makes the project of a revision: plans which pieces are missing, generates those, renders, rehearses and proves it;
 * what is red goes to a model to mend, a few times. Changes nothing but the list of steps, so that it can run ahead of a
 * decision; the caller takes the result.
 */
export async function makeProject(run: BuildRun, revision: Revision, ahead: boolean): Promise<ProjectMade> {
  let made = await makeOnce(run, revision, ahead, 0);
  const cleared: PieceName[] = [];
  const rounds = isMended(revision) ? repairRounds : 0;
  for (let round = 1; round <= rounds && made.canBeRepaired; round += 1) {
    const mended = await repairRound(run, { ...made, round, ahead, cleared });
    if (mended === undefined) break;
    cleared.push(...mended.cleared);
    if (mended.repaired.length > 0) {
      made = await makeOnce(run, { ...revision, repaired: mended.repaired }, ahead, round);
    }
  }
  const { project, rehearsal, proof, repaired } = made;
  return { revision: revision.number, project, rehearsal, proof, repaired };
}

/**
 * Whether what is red may be mended unasked. After a person's own edit they see what came of it first, and a reset is
 * published without another review.
 */
function isMended({ why }: Revision): boolean {
  return why !== 'edited-files' && why !== 'reset';
}

/** Makes a project the one of its revision, with all that is known of it. */
export function takeMade(state: BuildState, revision: Revision, made: ProjectMade): void {
  revision.project = made.project;
  if (made.repaired.length > 0) revision.repaired = made.repaired;
  else delete revision.repaired;
  state.rehearsal = made.rehearsal;
  if (made.proof) state.proof = made.proof;
  else delete state.proof;
}

/** The project as its pieces give it now. */
async function makeOnce(run: BuildRun, revision: Revision, ahead: boolean, rounds: number) {
  const { state } = run;
  const { scenario, overlays, asOf } = revision;
  const plan = await run.step('plan-pieces', { ahead }, () => pure.planPieces(planOf(state, revision)));
  const pieces = await generatePieces(run, revision, plan.pieces, ahead);
  const repaired = (revision.repaired ?? []).filter(({ key }) => plan.pieces.some((piece) => piece.key === key));
  const { project } = await run.step('render-project', { ahead }, () =>
    pure.renderProject({
      buildId: state.id,
      company: state.company,
      warehouse: state.warehouse,
      brief: state.brief,
      scenario,
      pieces,
      asOf,
      ...(overlays === undefined ? {} : { overlays }),
      ...(state.template === undefined ? {} : { template: state.template.files }),
    }),
  );
  const repairs = rounds === 0 && repaired.length === 0 ? {} : { repairs: { rounds, pieces: repaired.length } };
  const { rehearsal, proof } = await runProject(run, project, ahead, repairs);
  const red = !rehearsal.passed || isRedProof(proof);
  return { project, rehearsal, proof, repaired, plan: plan.pieces, canBeRepaired: red && plan.repairs };
}

/** Rehearses a project and proves it for its warehouse, side by side; when one has to give up, so does the other. */
function runProject(
  run: BuildRun,
  project: Digest,
  ahead: boolean,
  repairs: Pick<RehearsalSummary, 'repairs'>,
): Promise<{ rehearsal: RehearsalSummary; proof: ProofSummary | undefined }> {
  return CancellationScope.cancellable(async () => {
    const rehearsing = run.step('rehearse', { ahead }, async () => {
      const { rehearsal, reused } = await dbtSteps().rehearse({ project });
      return { rehearsal: { ...rehearsal, ...repairs }, reused };
    });
    // DuckDB is where it is rehearsed.
    const proving =
      run.state.warehouse === 'duckdb'
        ? undefined
        : run.skippableStep('prove-warehouse', { ahead }, () => dbtSteps().proveWarehouse({ project }));
    try {
      const [{ rehearsal }, proven] = await Promise.all([rehearsing, proving]);
      return { rehearsal, proof: proven?.proof ?? undefined };
    } catch (error) {
      CancellationScope.current().cancel();
      throw error;
    }
  });
}

function planOf(state: BuildState, { scenario, takes, repaired }: Revision): PlanInput {
  return {
    brief: state.brief,
    scenario,
    asOf: writtenAsOf(state),
    ...chosenBy(state),
    ...(takes === undefined ? {} : { takes }),
    ...(repaired === undefined ? {} : { repaired }),
  };
}
