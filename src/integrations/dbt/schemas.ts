import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { DbtSchemas } from '../../domain/project/lint/yaml.ts';

/** Reads the schemas out of the installed dbt-core. */
export async function readDbtSchemas(python: string): Promise<DbtSchemas> {
  const where = 'import importlib.util; print(importlib.util.find_spec("dbt.jsonschemas").origin)';
  const { stdout } = await execa(python, ['-B', '-c', where]);
  const read = async (kind: 'resources' | 'project'): Promise<object> =>
    JSON.parse(await readFile(join(dirname(stdout.trim()), kind, 'latest.json'), 'utf8'));
  return { properties: await read('resources'), project: await read('project') };
}
