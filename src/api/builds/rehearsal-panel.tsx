import type { Child } from 'hono/jsx';
import { type BuildState, proofOf } from '../../domain/build/state.ts';
import { repairRecordSchema } from '../../domain/project/repair-record.ts';
import { type WarehouseProof, warehouseProofSchema } from '../../domain/rehearsal/warehouse-proof.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { ShownRepair } from '../../views/rehearsal/repairs.tsx';
import { RehearsalReportView } from '../../views/rehearsal/report.tsx';
import { diffText } from '../scenario/diff-scenarios.ts';
import { loadReport } from './load.ts';

/** As many repairs as a page shows, the last ones. */
const shownRepairs = 20;

/** The whole rehearsal: its checks, the proof for the warehouse, and what was mended on the way. */
export async function rehearsalPanel(artifacts: ArtifactStore, state: BuildState): Promise<Child> {
  const [report, proof, repairs] = await Promise.all([
    loadReport(artifacts, state),
    loadProof(artifacts, state),
    loadRepairs(artifacts, state),
  ]);
  return <RehearsalReportView {...{ state, report, proof, repairs }} />;
}

/** The proof of the revision for its warehouse, where one was run. */
export async function loadProof(artifacts: ArtifactStore, state: BuildState): Promise<WarehouseProof | undefined> {
  const proof = proofOf(state);
  return proof?.proven ? getJson(artifacts, warehouseProofSchema, proof.proof) : undefined;
}

function loadRepairs(artifacts: ArtifactStore, { steps }: BuildState): Promise<ShownRepair[]> {
  const outcomes = steps.flatMap(({ revision, repairs = [] }) => repairs.map(({ record }) => ({ revision, record })));
  return Promise.all(
    outcomes.slice(-shownRepairs).map(async ({ revision, record: digest }) => {
      const record = await getJson(artifacts, repairRecordSchema, digest);
      return { revision, record, diff: diffText(record.before, record.after) };
    }),
  );
}
