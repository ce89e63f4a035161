import { join } from 'node:path';
import { isExecutable, PrerequisiteMissing } from './prerequisites.mjs';
import { environmentReady, makeEnvironment } from './python-environment.mjs';

/** @param {import('./set-up.mjs').Place} place */
export function dbtReady(place) {
  const own = place.settings.DBT_PYTHON;
  if (!own) return environmentReady(environmentOf(place));
  if (isExecutable(own)) return true;
  throw new PrerequisiteMissing(`DBT_PYTHON names ${own}, which cannot be run: correct it or leave it empty.`);
}

/** Makes the virtual environment that dbt runs in. @param {import('./set-up.mjs').Place} place */
export function installDbt(place) {
  return makeEnvironment(environmentOf(place), 'installing with pip, about a minute');
}

/**
 * @param {import('./set-up.mjs').Place} place
 * @returns {import('./python-environment.mjs').PythonEnvironment}
 */
function environmentOf({ root, tools }) {
  return {
    name: 'dbt',
    folder: join(tools, 'dbt'),
    requirements: join(root, 'dbt/requirements.txt'),
    imports: 'dbt.version, dbt.adapters.duckdb',
  };
}
