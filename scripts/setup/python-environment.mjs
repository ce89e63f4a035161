import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { requirePython } from './prerequisites.mjs';
import { Progress } from './progress.mjs';
import { digestOfFile, readStamp, removeStamp, writeStamp } from './stamp.mjs';

/**
 * A virtual environment that is made from a pinned list: `folder` is where, `requirements` the list, `imports` what has
 * to be importable in the end.
 * @typedef {{ name: string, folder: string, requirements: string, imports: string }} PythonEnvironment
 */

/** @param {PythonEnvironment} environment */
export function environmentReady(environment) {
  return existsSync(pythonOf(environment)) && readStamp(stampOf(environment)) === identity(environment);
}

/** Makes the environment anew. @param {PythonEnvironment} environment  @param {string} note how long it may take */
export async function makeEnvironment(environment, note) {
  const { name, folder, requirements, imports } = environment;
  const base = requirePython();
  const progress = new Progress(name, note);
  removeStamp(stampOf(environment));
  rmSync(folder, { recursive: true, force: true });
  const env = withoutOwnPythonSettings();
  const python = pythonOf(environment);
  await runCommand(base, ['-m', 'venv', folder], { env });
  let packages = 0;
  // The list is complete: with dependencies left out, pip adds nothing to what was pinned.
  const install = ['-m', 'pip', 'install', '--no-deps', '--no-compile', '--no-input', '--disable-pip-version-check'];
  await runCommand(python, [...install, '-r', requirements], {
    env,
    onLine: (line) => line.startsWith('Collecting') && progress.advance(`${++packages} packages`),
  });
  progress.advance('byte-compiling');
  // Some packages carry templates that are no Python; they fail to compile and are never imported.
  await runCommand(python, ['-m', 'compileall', '-q', '-j', '0', join(folder, 'lib')], { env }).catch(() => {});
  await runCommand(python, ['-c', `import ${imports}`], { env });
  writeStamp(stampOf(environment), identity(environment));
  progress.done('installed');
}

/** What it was made from: the pinned list, the Python behind it and the folder, as it cannot be moved. @param {PythonEnvironment} environment */
function identity({ requirements, folder }) {
  return [digestOfFile(requirements), folder, readFileSync(join(folder, 'pyvenv.cfg'), 'utf8')].join('\n');
}

/** The person's own settings for Python may keep byte code from being written or point imports elsewhere. */
function withoutOwnPythonSettings() {
  const { PYTHONDONTWRITEBYTECODE, PYTHONPATH, PYTHONHOME, PYTHONPYCACHEPREFIX, PIP_USER, PIP_TARGET, ...rest } =
    process.env;
  return rest;
}

/** @param {PythonEnvironment} environment */
function pythonOf({ folder }) {
  return join(folder, 'bin/python');
}

/** @param {PythonEnvironment} environment */
function stampOf({ folder }) {
  return `${folder}.stamp`;
}
