import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ProjectFiles, RenderedProject } from '../../../domain/project/render-input.ts';
import {
  type ProvenWarehouse,
  type WarehouseProof,
  warehouseLabels,
} from '../../../domain/rehearsal/warehouse-proof.ts';
import { Places } from '../places.ts';
import { writeFiles } from '../write-project.ts';
import { type AdapterPlace, adapterPins, adapterPython } from './adapter-environment.ts';
import { offlineProfile } from './offline-profile.ts';
import type { ProofProgress } from './proof-answer.ts';
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

const main = 'main';

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
        const changed = [...project.changes].map(([id, files]) => ({
          id,
          files,
          all: new Map([...project.main, ...files]),
        }));
        const projects = [
          { name: main, folder: join(folder, 'main'), build: true, files: project.main },
          ...changed.map(({ all }, index) => ({
            name: `change-${index}`,
            folder: join(folder, `change-${index}`),
            build: false,
            files: all,
          })),
        ];
        for (const one of projects) await writeFiles(one.folder, withProfile(one.files, warehouse));
        const started = performance.now();
        const answer = await runProof(
          {
            adapter: warehouse,
            projects: projects.map(({ name, folder: at, build }) => ({ name, folder: at, build })),
          },
          {
            python,
            home: join(place.root, 'dbt'),
            folder,
            signal,
            onProgress: (seen) => progress(lineOf(seen, warehouse)),
          },
        );
        const found = answer.projects.map((proven, index) => {
          const change = changed[index - 1];
          return projectFindings(warehouse, proven, change?.all ?? project.main, change?.files ?? project.main);
        });
        const [onMain = [], ...onChanges] = found;
        const findings = [
          ...withChange(onMain, null),
          ...onChanges.flatMap((one, index) => withChange(onlyOwn(one, onMain), changed[index]?.id ?? null)),
        ];
        const ruled = project.main.size + changed.reduce((sum, { files }) => sum + files.size, 0);
        const stages = proofStages(warehouse, answer, findings, ruled);
        const proven = answer.projects;
        return {
          schema: 'warehouse-proof/1',
          warehouse,
          passed: findings.length === 0 && stages.every(({ stage, passed }) => passed || !belongs(stage, warehouse)),
          dbtVersion: answer.dbt,
          adapterVersion: answer.adapter,
          sqlglotVersion: answer.sqlglot,
          network: answer.network,
          seconds: Math.round((performance.now() - started) / 10) / 100,
          stages,
          filesCompiled: proven.flatMap(({ compiles }) => compiles.flatMap(({ files }) => files)).length,
          statementsRecorded: proven
            .flatMap(({ builds }) => builds)
            .reduce((sum, { statements }) => sum + statements, 0),
          findings,
        };
      } finally {
        release();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const projectFile = z.object({ profile: z.string() });

/** The project's own profiles.yml leads to DuckDB; in this copy it leads nowhere. */
function withProfile(files: ProjectFiles, warehouse: ProvenWarehouse): ProjectFiles {
  // One that cannot be read is dbt's to complain of.
  const named = projectFile.safeParse(readYaml(files.get('dbt_project.yml') ?? ''));
  return new Map([...files, ['profiles.yml', offlineProfile(named.data?.profile ?? 'demo', warehouse)]]);
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function lineOf({ project, stage, done, total, node }: ProofProgress, warehouse: ProvenWarehouse): string {
  const change = project === main || project === '' ? '' : `, change ${Number(project.slice('change-'.length)) + 1}`;
  const where = total > 0 ? `: ${done} of ${total}${node ? ` (${node})` : ''}` : '';
  return `${warehouseLabels[warehouse]}${change}, ${stage}${where}`;
}
