import { z } from 'zod';
import { isProven, provenWarehouses } from '../../domain/rehearsal/warehouse-proof.ts';
import { putJson } from '../../integrations/artifacts/json.ts';
import type { WarehouseProver } from '../../integrations/dbt/warehouse/warehouse-prover.ts';
import type { StepContext } from '../as-step.ts';
import type { Made } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { keptResult, storedDigest } from '../kept-result.ts';
import { readSnapshot } from '../read-snapshot.ts';

const summarySchema = z.strictObject({
  /** The snapshot that was proven. */
  project: storedDigest,
  warehouse: z.enum(provenWarehouses),
  /** The whole proof, kept as an artifact. */
  proof: storedDigest,
  passed: z.boolean(),
  findings: z.number().int(),
  filesCompiled: z.number().int(),
  statementsRecorded: z.number().int(),
  dbtVersion: z.string(),
  adapterVersion: z.string(),
  seconds: z.number(),
});
/** A warehouse's proof in short, for a build's state. Durations are seconds. */
export type ProofSummary = z.infer<typeof summarySchema>;

/** What the step works with, besides what every step has. */
export type ProofDependencies = Pick<Dependencies, 'artifacts' | 'stepResults' | 'codeVersion'> & {
  readonly prover: WarehouseProver;
};

/**
 * Proves a snapshot for the warehouse that it was rendered for, with that warehouse's real adapter; `null` for DuckDB, on
 * which it is rehearsed. Apart from the rehearsal, so that installing an adapter runs none again. Only a green proof is
 * found again.
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
    const { reused, ...proof } = await keptResult(
      deps,
      {
        step: 'prove-warehouse',
        inputs: { project, warehouse, adapterPins },
        schema: summarySchema,
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
    return { proof, reused };
  };
}
