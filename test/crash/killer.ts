import type { StepName } from '../../src/domain/build/phase.ts';
import { DrivenBuild } from '../setup/foundry/drive-build.ts';
import type { TestFoundry } from '../setup/foundry/foundry.ts';
import type { Attempt, Watcher } from '../setup/foundry/gate.ts';
import { isMeant, type Kill, type Kills, type Moment } from './kills.ts';
import { type Seen, see } from './seen.ts';

/** A kill that is still to come. */
export interface Planned extends Kill {
  readonly step: StepName;
}

/** A kill that was done, with what Temporal said of the step's activity right before it and right after it. */
export interface Death extends Planned {
  readonly hit: Attempt;
  readonly before: Seen;
  readonly after: Seen;
}

/** Kills the worker once at every planned place, at the first attempt there that can be shown to be in flight. */
export class WorkerKiller implements Watcher {
  readonly deaths: Death[] = [];
  readonly planned: Planned[];
  /** A kill that could not be done as planned. */
  failure: unknown;
  private readonly foundry: TestFoundry;
  private readonly build: string;
  private killing = false;

  /** @param kills where to kill, step by step  @param id of the build that is disturbed */
  constructor(foundry: TestFoundry, kills: Kills, id: string) {
    this.foundry = foundry;
    this.build = id;
    // The keys of the table are the steps.
    const table = Object.entries(kills) as [StepName, readonly Kill[]][];
    this.planned = table.flatMap(([step, places]) => places.map((kill) => ({ step, ...kill })));
  }

  async beat(attempt: Attempt, details: Attempt['input']): Promise<void> {
    if (this.killing || this.candidates(attempt, 'while it works').length === 0) return;
    // The first progress that is reported, or that a plan waits for: of dbt it is in the middle of its nodes.
    const said = await this.foundry.read(details);
    if (typeof said !== 'object' || said === null || !('progress' in said) || !said.progress) return;
    const kill = await this.planFor(attempt, 'while it works', String(said.progress));
    if (kill) this.strike(kill, attempt);
  }

  async answered(attempt: Attempt): Promise<void> {
    if (this.candidates(attempt, 'after its effect, before its answer').length === 0) return;
    const kill = await this.planFor(attempt, 'after its effect, before its answer');
    // Let through; where the worker is dead, the gate sees that nobody waits for it.
    if (!kill) return;
    this.strike(kill, attempt);
    // Never reaches Temporal: the worker dies, or is dying already for another step.
    await new Promise(() => {});
  }

  private candidates({ activityType }: Attempt, moment: Moment): Planned[] {
    return this.planned.filter((kill) => kill.activity === activityType && kill.moment === moment);
  }

  /** The planned kill that an attempt belongs to: the build says which of its steps is running. */
  private async planFor(attempt: Attempt, moment: Moment, progress = ''): Promise<Planned | undefined> {
    const lives = this.deaths.length;
    const { steps } = await new DrivenBuild(this.foundry, this.build).state();
    const running = new Set(steps.filter(({ status }) => status === 'running').map(({ name }) => name));
    const input = await this.foundry.read(attempt.input);
    // Pieces of all kinds are made at once, by one activity whose input names the step.
    const named = typeof input === 'object' && input !== null && 'step' in input ? input.step : undefined;
    // The worker that had this attempt may have died meanwhile.
    if (this.deaths.length !== lives) return undefined;
    return this.candidates(attempt, moment).find(
      (kill) =>
        running.has(kill.step) &&
        (named === undefined || named === kill.step) &&
        (kill.at === undefined || kill.at.test(progress)) &&
        isMeant(kill, input),
    );
  }

  private strike(kill: Planned, hit: Attempt): void {
    if (this.killing) return;
    this.killing = true;
    this.kill(kill, hit)
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.killing = false;
      });
  }

  private async kill(kill: Planned, hit: Attempt): Promise<void> {
    const before = await see(this.foundry, hit);
    // Temporal does not wait for this attempt any more: a later one will do.
    if (!before.inFlight || before.attempt !== hit.attempt) return;
    await this.foundry.killWorker();
    this.planned.splice(this.planned.indexOf(kill), 1);
    this.deaths.push({ ...kill, hit, before, after: await see(this.foundry, hit) });
  }
}
