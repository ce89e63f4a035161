import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isNotFound } from '../../integrations/artifacts/write-once.ts';
import type { CommandsOutcome } from '../dbt/outcome.ts';

/** Where a command's outcome waits for the end of its run. */
export function outcomeFile(runPath: string, command: number): string {
  return join(runPath, 'outcomes', `${command}.json`);
}

export async function keepOutcome(runPath: string, command: number, outcome: CommandsOutcome): Promise<void> {
  const file = outcomeFile(runPath, command);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(outcome));
}

/** What a command came to; `undefined` for one that did not run. */
export async function readOutcome(runPath: string, command: number): Promise<CommandsOutcome | undefined> {
  try {
    // Written by the step before this one, in this very shape.
    return JSON.parse(await readFile(outcomeFile(runPath, command), 'utf8')) as CommandsOutcome;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
