import { join } from 'node:path';
import { whenCommandStarts } from './command.mjs';
import { withLock } from './lock.mjs';
import { environmentReady, makeEnvironment } from './python-environment.mjs';
import { orExit, placeOf, root } from './set-up.mjs';

/** Warehouses whose dbt adapter has a pinned environment of its own: `dbt/adapters/<warehouse>/requirements.txt`. */
export const adapterNames = ['snowflake', 'redshift', 'bigquery', 'databricks'];

/**
 * Makes the environment of a warehouse's adapter unless it is there. Two commands at once take turns.
 * @param {string} warehouse one of `adapterNames`
 * @param {import('./set-up.mjs').Place} [place]
 */
export async function setUpAdapter(warehouse, place = placeOf(root)) {
  const environment = environmentOf(warehouse, place);
  if (environmentReady(environment)) return;
  await withLock(
    `${environment.folder}.lock`,
    async (cover) => {
      whenCommandStarts(cover);
      // Asked again, as the command that was waited for may have made it.
      if (environmentReady(environment)) return;
      await makeEnvironment(environment, 'installing with pip, about half a minute');
    },
    (holder) => process.stderr.write(`set-up: waiting for another set-up of ${warehouse} (process ${holder})\n`),
  );
}

/** Sets the adapters up one after another; a failure is said in its sentence and ends the process. @param {string[]} warehouses */
export function setUpAdaptersOrExit(warehouses) {
  return orExit(async () => {
    for (const warehouse of warehouses) await setUpAdapter(warehouse);
  });
}

/**
 * @param {string} warehouse
 * @param {import('./set-up.mjs').Place} place
 * @returns {import('./python-environment.mjs').PythonEnvironment}
 */
function environmentOf(warehouse, { root, tools }) {
  return {
    name: `dbt for ${warehouse}`,
    folder: join(tools, 'adapters', warehouse),
    requirements: join(root, 'dbt/adapters', warehouse, 'requirements.txt'),
    imports: `dbt.version, dbt.adapters.${warehouse}, sqlglot`,
  };
}
