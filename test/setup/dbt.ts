import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, root } from '../../src/config.ts';

/** The folder with the Python side of the runner. */
export const dbtHome = join(root, 'dbt');

/** The Python that dbt is installed in. @throws with what to do when it is not */
export function dbtPython(): string {
  const { python } = loadConfig().dbt;
  if (!existsSync(python)) throw new Error('dbt is not installed: run npm test, which sets it up, or set DBT_PYTHON.');
  return python;
}
