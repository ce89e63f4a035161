import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotFound } from '../../integrations/artifacts/write-once.ts';
import type { Environment } from '../../integrations/platform/local/environment.ts';
import type { LocalEnvironments, RunFolder } from '../../integrations/platform/local/environments.ts';
import type { RunInput } from '../contract.ts';
import { keepOutcome, readOutcome } from './outcomes.ts';
import { filesDigest, type PlannedRun, readPlanned } from './run-commands.ts';

/** A run that stopped or ended red, from whose failed command another one goes on. */
export interface StoppedRun {
  readonly folder: RunFolder;
  readonly planned: PlannedRun;
}

/**
 * The run that is to be gone on with. `undefined` where there is none, or where it no longer fits: the files are others by
 * now, or another run has become the environment's own since it was opened.
 */
export async function stoppedRun(
  environments: LocalEnvironments,
  environment: Environment,
  { goesOn }: RunInput,
  files: ReadonlyMap<string, string>,
): Promise<StoppedRun | undefined> {
  if (goesOn === undefined) return undefined;
  const folder = environments.runFolder(environment, goesOn);
  const planned = await readPlanned(folder.path);
  if (planned?.files !== filesDigest(files)) return undefined;
  const { current } = environment;
  // One that ended red is the environment's own; one that stopped stands beside the run that it was opened on.
  if (current !== goesOn && current !== (await environments.openedOn(environment, goesOn))) return undefined;
  return { folder, planned };
}

/**
 * Takes over what a stopped run had done, besides its database: packages and what dbt knows of the project, and the outcomes
 * of its green commands, whose positions are given.
 */
export async function takeOver({ folder, planned }: StoppedRun, path: string): Promise<number[]> {
  for (const part of ['dbt_packages', 'target']) {
    const from = join(folder.path, 'project', part);
    await cp(from, join(path, 'project', part), { recursive: true, force: true }).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    });
  }
  const done: number[] = [];
  for (const position of planned.commands.keys()) {
    const outcome = await readOutcome(folder.path, position);
    if (!outcome?.succeeded) continue;
    await keepOutcome(path, position, outcome);
    done.push(position);
  }
  return done;
}
