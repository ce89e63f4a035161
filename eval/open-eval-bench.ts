import { join } from 'node:path';
import { loadConfig, root } from '../src/config.ts';
import { createWarehouseProver } from '../src/integrations/dbt/warehouse/warehouse-prover.ts';
import { type OpenBench, openBench } from '../test/activities/rehearse-blueprint.ts';

/** Real parts for the steps of a brief up to its rehearsal and its proof, on a folder of its own. */
export async function openEvalBench(): Promise<OpenBench> {
  const bench = await openBench();
  const { tools } = loadConfig().folders;
  const prover = createWarehouseProver({ root, tools, workFolder: join(bench.folder, 'proofs'), concurrency: 1 });
  return { ...bench, deps: { ...bench.deps, prover } };
}
