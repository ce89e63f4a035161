import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobFolders } from '../../../src/integrations/dbt/job.ts';
import { renderProfile } from '../../../src/integrations/dbt/profile.ts';
import { emptyFolder, writeProject } from '../../../src/integrations/dbt/write-project.ts';
import { dbtHome } from '../../setup/dbt.ts';

export interface OpenedProject extends JobFolders {
  /** The DuckDB file. */
  readonly file: string;
}

/** Lays a project out below a folder, with a locked database of its own. */
export async function openProject(
  base: string,
  profile: string,
  files: ReadonlyMap<string, string>,
): Promise<OpenedProject> {
  const folders = { project: join(base, 'project'), database: join(base, 'database'), results: join(base, 'results') };
  for (const folder of Object.values(folders)) await emptyFolder(folder);
  const file = join(folders.database, `${profile}.duckdb`);
  const profiles = renderProfile({ profile, target: { name: 'production', schema: 'tiny' }, databaseFile: file });
  await writeProject(folders.project, new Map([...files, ['profiles.yml', profiles]]));
  return { ...folders, file };
}

/** The project that the runner warms up with: one of every resource that generated projects have. */
export async function warmProject(): Promise<Map<string, string>> {
  const folder = join(dbtHome, 'warm_project');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }): Promise<[string, string]> => {
      const file = join(parentPath, name);
      return [file.slice(folder.length + 1), await readFile(file, 'utf8')];
    });
  return new Map(await Promise.all(read));
}

/** A template that takes for ever to render. */
export const endless = {
  'models/orders.sql':
    '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\nselect 1 as order_id\n',
};

export const commands = (...lines: string[]) => lines.map((line) => ({ args: line.split(' ') }));
