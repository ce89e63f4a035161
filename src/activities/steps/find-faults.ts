import { piecesAtFault } from '../../domain/project/pieces-at-fault.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { rehearsalReportSchema } from '../../domain/rehearsal/report.ts';
import { warehouseProofSchema } from '../../domain/rehearsal/warehouse-proof.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** As many pieces as one round mends; what follows from them is seen in the next rehearsal. */
const atOnce = 6;

/** Reads from a red rehearsal or proof which pieces are at fault, with what was said of each. */
export function findFaults({ artifacts }: Pick<Dependencies, 'artifacts'>): Activities['findFaults'] {
  return async ({ project, report, proof, cleared }) => {
    const { scenario: digest, edited } = await getJson(artifacts, snapshotSchema, project);
    const scenario = await getJson(artifacts, scenarioSchema, digest);
    const faults = piecesAtFault(scenario, {
      report: report === undefined ? undefined : await getJson(artifacts, rehearsalReportSchema, report),
      proof: proof === undefined ? undefined : await getJson(artifacts, warehouseProofSchema, proof),
      edited,
      cleared,
    });
    return Promise.all(
      faults.slice(0, atOnce).map(async ({ step, subject, errors }) => ({
        step,
        subject,
        errors: await putJson(artifacts, { schema: 'errors/1', errors }),
      })),
    );
  };
}
