import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, root } from '../../../../src/config.ts';
import type { WarehouseProof } from '../../../../src/domain/rehearsal/warehouse-proof.ts';
import {
  createWarehouseProver,
  type WarehouseProver,
} from '../../../../src/integrations/dbt/warehouse/warehouse-prover.ts';

/** A prover on a folder of its own, with the tools that are set up. */
export async function openProver(): Promise<{ prover: WarehouseProver; folder: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-proof-'));
  const { tools } = loadConfig().folders;
  return {
    prover: createWarehouseProver({ root, tools, workFolder: join(folder, 'work'), concurrency: 1 }),
    folder,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The stages that ran, each with whether it passed. */
export function ran({ stages }: WarehouseProof): Record<string, boolean> {
  return Object.fromEntries(stages.filter((stage) => stage.ran).map(({ stage, passed }) => [stage, passed]));
}
