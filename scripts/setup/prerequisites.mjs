import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Something that the machine lacks; the message is the one sentence that says what to install. */
export class PrerequisiteMissing extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'PrerequisiteMissing';
    this.code = 'prerequisite_missing';
  }
}

/**
 * The first executable of that name on PATH, found without starting anything.
 * @param {string} name
 * @param {string | undefined} [path] a PATH value
 * @returns {string | undefined} its full path
 */
export function findOnPath(name, path = process.env.PATH) {
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, name);
    if (isExecutable(file)) return file;
  }
  return undefined;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * PATH without any node_modules/.bin, so that what belongs to the machine is found and not what is about to be replaced.
 * @param {string | undefined} [path]
 */
export function machinePath(path = process.env.PATH) {
  return (path ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder))
    .join(delimiter);
}

/**
 * Throws unless the version is at least the wanted one.
 * @param {string} version as `20.20.1` or `v20.20.1`
 */
export function requireNode(version = process.version) {
  if (!atLeast(version, [20, 20])) {
    throw new PrerequisiteMissing(`Node ${version} is too old: install Node 20.20 or newer (https://nodejs.org).`);
  }
}

/** @param {string | undefined} [path] */
export function requireGit(path = process.env.PATH) {
  const git = findOnPath('git', path);
  if (git === undefined) throw new PrerequisiteMissing('Git is missing: install it (for example `apt install git`).');
  return git;
}

/** @param {string | undefined} [path] */
export function requireNpm(path = machinePath()) {
  const npm = findOnPath('npm', path);
  if (npm === undefined) {
    throw new PrerequisiteMissing('npm is missing: install it (it comes with Node from https://nodejs.org).');
  }
  const node = findOnPath('node', path);
  if (node !== undefined) requireNode(ask(node, ['--version']) ?? 'of an unknown version');
  return npm;
}

/**
 * A Python that can make virtual environments.
 * @param {string | undefined} [path]
 * @returns {string} its full path
 */
export function requirePython(path = process.env.PATH) {
  const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
  let found = '';
  for (const name of names) {
    const python = findOnPath(name, path);
    if (python === undefined) continue;
    const version = ask(python, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])']);
    if (version === undefined) continue;
    if (!atLeast(version, [3, 11])) {
      found ||= `Python ${version} is too old`;
      continue;
    }
    if (ask(python, ['-c', 'import venv, ensurepip; print("ok")']) === 'ok') return python;
    found = `Python ${version} has no venv module`;
  }
  throw new PrerequisiteMissing(
    `${found || 'Python is missing'}: install Python 3.11 or newer with venv (for example \`apt install python3 python3-venv\`).`,
  );
}

/**
 * @param {string | undefined} [path]
 * @returns {string} the full path of a Go that can build the Temporal CLI
 */
export function requireGo(path = process.env.PATH) {
  const go = findOnPath('go', path);
  const version = go && ask(go, ['env', 'GOVERSION'])?.replace(/^go/, '');
  if (go && version && atLeast(version, [1, 26])) return go;
  throw new PrerequisiteMissing(
    `${version ? `Go ${version} is too old` : 'Go is missing'}, and the Temporal CLI could neither be found nor downloaded: ` +
      'install Go 1.26 or newer (https://go.dev/dl), or set TEMPORAL_CLI to the path of a Temporal CLI.',
  );
}

/**
 * @param {string} version
 * @param {[number, number]} wanted
 */
export function atLeast(version, [major, minor]) {
  const [, a, b] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(a) > major || (Number(a) === major && Number(b) >= minor);
}

/**
 * What a command prints, or undefined when it cannot be run.
 * @param {string} command
 * @param {string[]} args
 */
export function ask(command, args) {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
