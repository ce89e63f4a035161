import type { Plan } from '../src/activities/contract.ts';
import type { Dependencies } from '../src/activities/dependencies.ts';
import { rehearse } from '../src/activities/rehearsal/rehearse.ts';
import { planPieces } from '../src/activities/steps/plan-pieces.ts';
import { proveWarehouse } from '../src/activities/steps/prove-warehouse.ts';
import { renderProjectStep } from '../src/activities/steps/render-project.ts';
import type { Brief } from '../src/domain/brief/brief.ts';
import type { PieceName, RepairedPiece } from '../src/domain/build/piece-choice.ts';
import { isRedProof, type ProofSummary } from '../src/domain/build/proof-summary.ts';
import { repairRounds } from '../src/domain/build/repair.ts';
import { type RehearsalReport, rehearsalReportSchema } from '../src/domain/rehearsal/report.ts';
import { type ProofFinding, warehouseProofSchema } from '../src/domain/rehearsal/warehouse-proof.ts';
import { getJson } from '../src/integrations/artifacts/json.ts';
import { makePieces } from './make-pieces.ts';
import { repairRound } from './repair-round.ts';

export interface ProjectMaking {
  readonly brief: Brief;
  /** Digests of the stored brief and of the scenario. */
  readonly stored: string;
  readonly scenario: string;
  readonly asOf: string;
  /** Prove it for its warehouse, with that one's own adapter. */
  readonly prove: boolean;
}

/** A project that was rehearsed and proven, after so many rounds of repair. */
export interface MadeProject {
  /** Digest of its snapshot. */
  readonly project: string;
  /** Digest of the report. */
  readonly rehearsal: string;
  readonly report: RehearsalReport;
  /** None of one for DuckDB, or where it was not to be proven. */
  readonly proof: ProofSummary | undefined;
  readonly findings: readonly ProofFinding[];
  /** Neither its rehearsal nor its proof is red. */
  readonly green: boolean;
  readonly plan: Plan;
  readonly repaired: readonly RepairedPiece[];
  readonly round: number;
}

/** A step's signal, and where it says how far it is. */
export interface Going {
  readonly signal: AbortSignal;
  progress(line: string): void;
}

/**
 * Makes a project from its scenario as a build does: pieces, rendering, rehearsal and proof, and rounds of repair
 * while it is red.
 *
 * @param told is told of each project that was rehearsed, so that they are known when a later question has no answer
 */
export async function makeProject(
  deps: Dependencies,
  making: ProjectMaking,
  going: Going,
  told: (made: MadeProject) => void,
): Promise<void> {
  let made = await makeOnce(deps, making, going, { repaired: [], round: 0 });
  told(made);
  const cleared: PieceName[] = [];
  for (let round = 1; round <= repairRounds && !made.green && made.plan.repairs; round += 1) {
    going.progress(`repair, round ${round}`);
    const mended = await repairRound(deps, { ...made, brief: making.stored, cleared, round }, going);
    if (mended === undefined) break;
    cleared.push(...mended.cleared);
    const { repaired } = mended;
    made = repaired.length > 0 ? await makeOnce(deps, making, going, { repaired, round }) : { ...made, round };
    told(made);
  }
}

async function makeOnce(
  deps: Dependencies,
  { brief, stored, scenario, asOf, prove }: ProjectMaking,
  going: Going,
  state: Pick<MadeProject, 'repaired' | 'round'>,
): Promise<MadeProject> {
  const plan = await planPieces(deps)({ brief: stored, scenario, asOf, repaired: state.repaired });
  going.progress(`writing ${plan.pieces.length} pieces`);
  const pieces = await makePieces(deps, { brief: stored, scenario, asOf, plan: plan.pieces }, going);
  const { project } = await renderProjectStep(deps)({
    buildId: 'beval0000000',
    company: brief.company,
    warehouse: brief.warehouse,
    brief: stored,
    scenario,
    pieces,
    asOf,
  });
  const [{ rehearsal }, proven] = await Promise.all([
    rehearse(deps)({ project }, going),
    prove ? proveWarehouse(deps)({ project }, going) : undefined,
  ]);
  const report = await getJson(deps.artifacts, rehearsalReportSchema, rehearsal.report);
  const proof = proven?.proof ?? undefined;
  const findings = proof?.proven ? (await getJson(deps.artifacts, warehouseProofSchema, proof.proof)).findings : [];
  const green = report.passed && !isRedProof(proof);
  return { ...state, project, rehearsal: rehearsal.report, report, proof, findings, green, plan };
}
