import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { ask, machinePath, requireNpm } from './prerequisites.mjs';
import { Progress } from './progress.mjs';
import { digestOfFile, readStamp, removeStamp, writeStamp } from './stamp.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked */

/** @param {import('./set-up.mjs').Place} place */
export function packagesReady({ root, tools }) {
  if (!existsSync(join(root, 'node_modules/.bin/node'))) return false;
  const digest = digestOfFile(join(root, 'package-lock.json'));
  if (readStamp(stampFile(tools)) === digest) return true;
  if (!sameAsLock(root)) return false;
  writeStamp(stampFile(tools), digest);
  return true;
}

/** Installs the locked packages. @param {import('./set-up.mjs').Place} place */
export async function installPackages({ root, tools }) {
  const npm = requireNpm();
  const progress = new Progress('Node packages', 'installing with npm, about half a minute');
  removeStamp(stampFile(tools));
  // npm runs on the machine's own Node, as it replaces the one in node_modules.
  const env = { ...process.env, PATH: machinePath() };
  await runCommand(
    npm,
    [
      'ci',
      '--include=dev',
      '--include=optional',
      '--ignore-scripts=false',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    {
      cwd: root,
      env,
    },
  );
  if (ask(join(root, 'node_modules/.bin/node'), ['--version']) === undefined) {
    throw new Error('npm installed the packages, but the Node among them (node_modules/.bin/node) does not run here.');
  }
  writeStamp(stampFile(tools), digestOfFile(join(root, 'package-lock.json')));
  progress.done('installed');
}

/**
 * Whether what npm last wrote about node_modules is what the lock file asks for. npm writes it when it has finished, so
 * an interrupted install does not pass. Packages for other platforms may be absent.
 * @param {string} root
 */
function sameAsLock(root) {
  try {
    /** @type {Record<string, Locked>} */
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    /** @type {Record<string, Locked>} */
    const present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
      if (path === '') return true;
      const found = present[path];
      return found === undefined ? optional === true || devOptional === true : found.version === version;
    });
  } catch {
    return false;
  }
}

/** @param {string} tools */
function stampFile(tools) {
  return join(tools, 'packages.stamp');
}
