import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * The few settings that the set-up itself obeys; the service reads the same ones, with all others, in src/config.ts.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ TOOLS_DIR: string, TEMPORAL_CLI: string, DBT_PYTHON: string }} paths are absolute, or '' when not set
 */
export function setUpSettings(root, env = process.env) {
  const fromFile = readDotEnv(join(root, '.env'));
  const path = (/** @type {string} */ name, fallback = '') => {
    const value = (env[name] ?? fromFile[name] ?? '').trim() || fallback;
    return value === '' || isAbsolute(value) ? value : join(root, value);
  };
  return { TOOLS_DIR: path('TOOLS_DIR', '.tools'), TEMPORAL_CLI: path('TEMPORAL_CLI'), DBT_PYTHON: path('DBT_PYTHON') };
}

/** @param {string} file  @returns {NodeJS.Dict<string>} */
function readDotEnv(file) {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
