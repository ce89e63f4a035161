import { isCancellation, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { PreparedCommand, RunInput } from '../activities/contract.ts';
import { type CommandProgress, commandsInWords } from '../domain/build/command-progress.ts';
import { dbtSteps } from './activity-proxies.ts';
import { now } from './clock.ts';
import { commandsQuery } from './messages.ts';

/**
 * A run by a plan: each command is an activity under its own title, and what hangs on one that comes to nothing is left out.
 * One that gives up after its retries ends the run as soon as all that does not hang on it is done.
 */
export class PlannedRun {
  private commands: CommandProgress[] = [];

  constructor() {
    setHandler(commandsQuery, () => this.commands);
  }

  /** Says whether every command was green. */
  async go(run: RunInput, steps: readonly PreparedCommand[]): Promise<boolean> {
    this.commands = steps.map(asPrepared);
    const failures: unknown[] = [];
    let succeeded = true;
    for (const [command, { title, blocks, done }] of steps.entries()) {
      if (done || this.commands[command]?.state === 'left-out') continue;
      const startedAt = now();
      this.show(command, { title, state: 'running', startedAt });
      const ended = (state: 'done' | 'red' | 'gave-up') => {
        const seconds = Math.round((Date.now() - Date.parse(startedAt)) / 10) / 100;
        this.show(command, { title, state, startedAt, seconds });
      };
      try {
        const ran = await dbtSteps(title).runDbtCommand({ ...run, command });
        ended(ran.succeeded ? 'done' : 'red');
        if (ran.succeeded) continue;
        succeeded = false;
        this.leaveOut(ran.blocks ?? blocks);
      } catch (error) {
        if (isCancellation(error)) throw error;
        ended('gave-up');
        failures.push(error);
        this.leaveOut(blocks);
      }
    }
    if (failures.length > 0) throw failures[0];
    return succeeded;
  }

  private leaveOut(positions: readonly number[]): void {
    for (const position of positions) {
      const { title, state } = this.commands[position] ?? {};
      if (title !== undefined && state === 'waiting') this.show(position, { title, state: 'left-out' });
    }
  }

  private show(position: number, progress: CommandProgress): void {
    this.commands[position] = progress;
    setCurrentDetails(commandsInWords(this.commands));
  }
}

/** How a command stands before the first one runs. */
function asPrepared({ title, done, seconds }: PreparedCommand): CommandProgress {
  if (!done) return { title, state: 'waiting' };
  return seconds === undefined ? { title, state: 'before' } : { title, state: 'done', seconds };
}
