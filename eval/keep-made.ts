import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProjectFiles } from '../src/domain/project/render-input.ts';
import type { Rehearsed } from './shown.ts';

/** Lays out what was made of a brief, for whoever wants to see it: the scenario, the project, the rehearsal's report. */
export async function keepMade(folder: string, { scenario, report, files }: Rehearsed): Promise<void> {
  await rm(join(folder, 'project'), { recursive: true, force: true });
  await writeAll(join(folder, 'project'), files.main);
  await writeFile(join(folder, 'scenario.made.json'), JSON.stringify(scenario, null, 1));
  await writeFile(join(folder, 'report.made.json'), JSON.stringify(report, null, 1));
}

async function writeAll(folder: string, files: ProjectFiles): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
