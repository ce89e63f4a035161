import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { isExecutable, PrerequisiteMissing, requirePython } from './prerequisites.mjs';
import { Progress } from './progress.mjs';
import { digestOfFile, readStamp, removeStamp, writeStamp } from './stamp.mjs';

/** @param {import('./set-up.mjs').Place} place */
export function dbtReady({ root, tools, settings }) {
  const own = settings.DBT_PYTHON;
  if (own) {
    if (isExecutable(own)) return true;
    throw new PrerequisiteMissing(`DBT_PYTHON names ${own}, which cannot be run: correct it or leave it empty.`);
  }
  return existsSync(python(tools)) && readStamp(stampFile(tools)) === identity(root, tools);
}

/** Makes the virtual environment that dbt runs in. @param {import('./set-up.mjs').Place} place */
export async function installDbt({ root, tools }) {
  const base = requirePython();
  const progress = new Progress('dbt', 'installing with pip, about a minute');
  removeStamp(stampFile(tools));
  const folder = join(tools, 'dbt');
  rmSync(folder, { recursive: true, force: true });
  const env = pythonEnvironment();
  await runCommand(base, ['-m', 'venv', folder], { env });
  let packages = 0;
  // The list is complete: with dependencies left out, pip adds nothing to what was pinned.
  const install = ['-m', 'pip', 'install', '--no-deps', '--no-compile', '--no-input', '--disable-pip-version-check'];
  await runCommand(python(tools), [...install, '-r', requirements(root)], {
    env,
    onLine: (line) => line.startsWith('Collecting') && progress.advance(`${++packages} packages`),
  });
  progress.advance('byte-compiling');
  // Some packages carry templates that are no Python; they fail to compile and are never imported.
  await runCommand(python(tools), ['-m', 'compileall', '-q', '-j', '0', join(folder, 'lib')], { env }).catch(() => {});
  await runCommand(python(tools), ['-c', 'import dbt.version, dbt.adapters.duckdb'], { env });
  writeStamp(stampFile(tools), identity(root, tools));
  progress.done('installed');
}

/** What the environment was made from: the pinned list, the Python behind it and the folder, as it cannot be moved. @param {string} root  @param {string} tools */
function identity(root, tools) {
  return [
    digestOfFile(requirements(root)),
    join(tools, 'dbt'),
    readFileSync(join(tools, 'dbt/pyvenv.cfg'), 'utf8'),
  ].join('\n');
}

/** The person's own settings for Python may keep byte code from being written or point imports elsewhere. */
function pythonEnvironment() {
  const { PYTHONDONTWRITEBYTECODE, PYTHONPATH, PYTHONHOME, PYTHONPYCACHEPREFIX, PIP_USER, PIP_TARGET, ...rest } =
    process.env;
  return rest;
}

/** @param {string} root */
function requirements(root) {
  return join(root, 'dbt/requirements.txt');
}

/** @param {string} tools */
function python(tools) {
  return join(tools, 'dbt/bin/python');
}

/** @param {string} tools */
function stampFile(tools) {
  return join(tools, 'dbt.stamp');
}
