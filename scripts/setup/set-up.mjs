import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenCommandStarts } from './command.mjs';
import { dbtReady, installDbt } from './dbt.mjs';
import { withLock } from './lock.mjs';
import { installPackages, packagesReady } from './packages.mjs';
import { PrerequisiteMissing, requireGit, requireNode } from './prerequisites.mjs';
import { setUpSettings } from './settings.mjs';
import { installTemporal, temporalReady } from './temporal.mjs';

/**
 * Where the set-up works: the folder of the repository, the folder for tools, and the settings it obeys.
 * @typedef {{ root: string, tools: string, settings: ReturnType<typeof setUpSettings> }} Place
 */

/** The folder of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const parts = [
  { ready: packagesReady, install: installPackages },
  { ready: temporalReady, install: installTemporal },
  { ready: dbtReady, install: installDbt },
];

/**
 * Makes what a fresh clone lacks: Node packages, the Temporal CLI, the Python environment of dbt. Looks and returns at
 * once when nothing is missing. Two commands at once take turns.
 * @param {Place} [place]
 * @throws {PrerequisiteMissing}
 */
export async function setUp(place = placeOf(root)) {
  requireNode();
  requireGit();
  if (parts.every(({ ready }) => ready(place))) return;
  await withLock(
    join(place.tools, 'set-up.lock'),
    async (cover) => {
      whenCommandStarts(cover);
      for (const { ready, install } of parts) {
        // Asked again, as the command that was waited for may have made it.
        if (!ready(place)) await install(place);
      }
    },
    (holder) => process.stderr.write(`set-up: waiting for another set-up (process ${holder})\n`),
  );
}

/** Sets up for a command; what is missing is said in its sentence, without a stack trace, and ends the process. */
export function setUpOrExit() {
  return orExit(setUp);
}

/** @param {() => Promise<void>} work */
export async function orExit(work) {
  try {
    await work();
  } catch (error) {
    const said =
      error instanceof PrerequisiteMissing
        ? error.message
        : `it failed: ${error instanceof Error ? error.message : error}`;
    process.stderr.write(`\nset-up: ${said}\n`);
    process.exit(1);
  }
}

/** @param {string} folder  @returns {Place} */
export function placeOf(folder) {
  const settings = setUpSettings(folder);
  return { root: folder, tools: settings.TOOLS_DIR, settings };
}
