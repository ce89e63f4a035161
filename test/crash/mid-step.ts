import type { TestFoundry } from '../setup/foundry/foundry.ts';
import type { Attempt, Watcher } from '../setup/foundry/gate.ts';
import type { Kill } from './kills.ts';
import { see } from './seen.ts';

/** A disturbance while an attempt was in flight, and when it was over. */
export interface Disturbance {
  readonly hit: Attempt;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Disturbs the service once in the middle of each of some activities: at the first progress, or when the answer comes. */
export class MidStep implements Watcher {
  readonly done: Disturbance[] = [];
  failure: unknown;
  private readonly foundry: TestFoundry;
  private readonly places: Kill[];
  private readonly disturb: () => Promise<void>;

  constructor(foundry: TestFoundry, places: readonly Kill[], disturb: () => Promise<void>) {
    this.foundry = foundry;
    this.places = [...places];
    this.disturb = disturb;
  }

  async beat(attempt: Attempt, details: Attempt['input']): Promise<void> {
    if (!this.placeOf(attempt, 'while it works')) return;
    const said = await this.foundry.read(details);
    if (typeof said === 'object' && said !== null && 'progress' in said && said.progress)
      await this.strike(attempt, 'while it works');
  }

  /** The answer then goes to a Temporal that is not there: it is the worker's to send it again. */
  answered(attempt: Attempt): Promise<void> {
    return this.strike(attempt, 'after its effect, before its answer');
  }

  private placeOf({ activityType }: Attempt, moment: Kill['moment']): Kill | undefined {
    return this.places.find((place) => place.activity === activityType && place.moment === moment);
  }

  private async strike(hit: Attempt, moment: Kill['moment']): Promise<void> {
    const place = this.placeOf(hit, moment);
    if (!place) return;
    this.places.splice(this.places.indexOf(place), 1);
    try {
      const { inFlight, attempt } = await see(this.foundry, hit);
      if (!inFlight || attempt !== hit.attempt) throw new Error(`${hit.activityType} was not in flight`);
      await this.disturb();
      this.done.push({ hit, at: Date.now() });
    } catch (error) {
      this.failure ??= error;
    }
  }
}
