import { type ProofSummary, ranProof } from '../../domain/build/proof-summary.ts';
import { isProven } from '../../domain/rehearsal/warehouse-proof.ts';
import { putJson } from '../../integrations/artifacts/json.ts';
import { AdapterNotInstalled } from '../../integrations/dbt/warehouse/adapter-environment.ts';
import type { WarehouseProver } from '../../integrations/dbt/warehouse/warehouse-prover.ts';
import type { StepContext } from '../as-step.ts';
import type { Made } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { keptResult } from '../kept-result.ts';
import { readSnapshot } from '../read-snapshot.ts';

const keptSchema = ranProof.omit({ proven: true });

/** What the step works with, besides what every step has. */
export type ProofDependencies = Pick<Dependencies, 'artifacts' | 'stepResults' | 'codeVersion'> & {
  readonly prover: WarehouseProver;
};

/**
 * Proves a snapshot for the warehouse that it was rendered for, with that warehouse's real adapter; `null` for DuckDB, on
 * which it is rehearsed. Apart from the rehearsal, so that installing an adapter runs none again. Only a green proof is
 * found again. Where the adapter cannot be installed the summary says so: the project stands as it is, not proven.
 */
export function proveWarehouse(
  deps: ProofDependencies,
): (
  input: { readonly project: string },
  context: StepContext,
) => Promise<Made<{ readonly proof: ProofSummary | null }>> {
  return async ({ project }, { signal, progress }) => {
    const { snapshot, rendered } = await readSnapshot(deps.artifacts, project);
    const { warehouse } = snapshot;
    if (!isProven(warehouse)) return { proof: null, reused: false };
    const adapterPins = await deps.prover.pins(warehouse);
    const kept = keptResult(
      deps,
      {
        step: 'prove-warehouse',
        inputs: { project, warehouse, adapterPins },
        schema: keptSchema,
        keep: ({ passed }) => passed,
      },
      async () => {
        const proven = await deps.prover.prove(rendered, warehouse, { signal, progress });
        const { passed, filesCompiled, statementsRecorded, dbtVersion, adapterVersion, seconds } = proven;
        return {
          project,
          warehouse,
          proof: await putJson(deps.artifacts, proven),
          passed,
          findings: proven.findings.length,
          filesCompiled,
          statementsRecorded,
          dbtVersion,
          adapterVersion,
          seconds,
        };
      },
    );
    try {
      const { reused, ...proof } = await kept;
      return { proof: { proven: true, ...proof }, reused };
    } catch (error) {
      if (!(error instanceof AdapterNotInstalled)) throw error;
      return { proof: { proven: false, project, warehouse, why: error.sentence }, reused: false };
    }
  };
}
