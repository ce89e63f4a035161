import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderedProject } from '../../../domain/project/render-input.ts';
import {
  type ProvenWarehouse,
  type WarehouseProof,
  warehouseLabels,
} from '../../../domain/rehearsal/warehouse-proof.ts';
import { Places } from '../places.ts';
import { type AdapterPlace, adapterPins, adapterPython } from './adapter-environment.ts';
import type { ProofAnswer, ProofProgress } from './proof-answer.ts';
import { type ProofCopy, proofCopies, writeCopy } from './proof-copy.ts';
import { onlyOwn, projectFindings, withChange } from './proof-findings.ts';
import { runProof } from './proof-process.ts';
import { belongs, proofStages } from './proof-stages.ts';

export interface ProveOptions {
  readonly signal?: AbortSignal;
  /** One short line, several a second at most. */
  readonly progress?: (line: string) => void;
}

/** Proves with a warehouse's real dbt adapter, and without the warehouse, that a project is one it can run. */
export interface WarehouseProver {
  /** What a proof depends on besides the project: a digest of the adapter's pinned packages. */
  pins(warehouse: ProvenWarehouse): Promise<string>;
  /**
   * Installs the adapter on first use, then proves main and every change. A red proof is a result, not an error.
   *
   * @throws {AdapterNotInstalled}
   * @throws {JobEnded} when the process took too long, used too much or was cancelled
   */
  prove(
    project: Pick<RenderedProject, 'main' | 'changes'>,
    warehouse: ProvenWarehouse,
    options?: ProveOptions,
  ): Promise<WarehouseProof>;
}

export interface WarehouseProverOptions extends AdapterPlace {
  /** Proofs work in folders of their own inside. */
  readonly workFolder: string;
  /** Proofs at once; further ones wait. One takes a core and 250 MB. */
  readonly concurrency: number;
}

export function createWarehouseProver({ workFolder, concurrency, ...place }: WarehouseProverOptions): WarehouseProver {
  const places = new Places(concurrency);
  return {
    pins: (warehouse) => adapterPins(place, warehouse),

    async prove(project, warehouse, { signal, progress = () => {} } = {}) {
      const python = await adapterPython(place, warehouse, { signal, progress });
      const release = await places.take(signal);
      await mkdir(workFolder, { recursive: true });
      const folder = await mkdtemp(join(workFolder, 'proof-'));
      try {
        const copies = proofCopies(project, folder);
        for (const copy of copies) await writeCopy(copy, warehouse);
        const answer = await runProof(
          { adapter: warehouse, projects: copies.map(({ job }) => job) },
          {
            python,
            home: join(place.root, 'dbt'),
            folder,
            signal,
            onProgress: (seen) => progress(lineOf(seen, warehouse)),
          },
        );
        return proofOf(warehouse, copies, answer);
      } finally {
        release();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function proofOf(warehouse: ProvenWarehouse, copies: readonly ProofCopy[], answer: ProofAnswer): WarehouseProof {
  const found = copies.map(({ change, files, own, job }) => {
    const proven = answer.projects.find(({ name }) => name === job.name);
    return { change, findings: proven ? projectFindings(warehouse, proven, files, own) : [] };
  });
  const onMain = found[0]?.findings ?? [];
  const findings = found.flatMap(({ change, findings: all }) =>
    withChange(change === null ? all : onlyOwn(all, onMain), change),
  );
  const ruled = copies.reduce((sum, { own }) => sum + own.size, 0);
  const stages = proofStages(warehouse, answer, findings, ruled);
  const compiles = answer.projects.flatMap((project) => project.compiles);
  const builds = answer.projects.flatMap((project) => project.builds);
  return {
    schema: 'warehouse-proof/1',
    warehouse,
    passed: findings.length === 0 && stages.every(({ stage, passed }) => passed || !belongs(stage, warehouse)),
    dbtVersion: answer.dbt,
    adapterVersion: answer.adapter,
    sqlglotVersion: answer.sqlglot,
    network: answer.network,
    seconds: answer.seconds,
    stages,
    filesCompiled: compiles.reduce((sum, { files }) => sum + files.length, 0),
    statementsRecorded: builds.reduce((sum, { statements }) => sum + statements, 0),
    findings,
  };
}

function lineOf({ project, stage, done, total, node }: ProofProgress, warehouse: ProvenWarehouse): string {
  const where = total > 0 ? `: ${done} of ${total}${node ? ` (${node})` : ''}` : '';
  return [warehouseLabels[warehouse], ...(project.startsWith('change') ? [project] : []), `${stage}${where}`].join(
    ', ',
  );
}
