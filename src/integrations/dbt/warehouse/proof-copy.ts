import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ProjectFiles, RenderedProject } from '../../../domain/project/render-input.ts';
import type { ProvenWarehouse } from '../../../domain/rehearsal/warehouse-proof.ts';
import { writeFiles } from '../write-project.ts';
import { offlineProfile } from './offline-profile.ts';
import type { ProofJob } from './proof-process.ts';

/** One project of a proof: main, or main with a change's files over it. */
export interface ProofCopy {
  readonly change: string | null;
  readonly files: ProjectFiles;
  /** The files that are this copy's own: all of main's, or what the change alters. */
  readonly own: ProjectFiles;
  readonly job: ProofJob['projects'][number];
}

/** Main first, then every change; each in a folder of its own. Main alone is built, as a change may be red on purpose. */
export function proofCopies(
  { main, changes }: Pick<RenderedProject, 'main' | 'changes'>,
  folder: string,
): readonly [ProofCopy, ...ProofCopy[]] {
  const all = { name: 'main', folder: join(folder, 'main'), select: [], build: true };
  return [
    { change: null, files: main, own: main, job: all },
    ...[...changes].map(([change, own], index): ProofCopy => {
      const name = `change ${index + 1}`;
      const select = ['--select', ...[...own.keys()].map((path) => `path:${path}+`)];
      const job = { name, folder: join(folder, `change-${index + 1}`), select, build: false };
      return { change, files: new Map([...main, ...own]), own, job };
    }),
  ];
}

/** Writes a copy's files, with a profile that leads nowhere in place of the project's own. */
export async function writeCopy({ files, job }: ProofCopy, warehouse: ProvenWarehouse): Promise<void> {
  // A project file that cannot be read is dbt's to complain of.
  const named = projectFile.safeParse(readYaml(files.get('dbt_project.yml') ?? ''));
  const profiles = offlineProfile(named.data?.profile ?? 'demo', warehouse);
  await writeFiles(job.folder, new Map([...files, ['profiles.yml', profiles]]));
}

const projectFile = z.object({ profile: z.string() });

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
