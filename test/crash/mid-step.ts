import type { TestFoundry } from '../setup/foundry/foundry.ts';
import type { Attempt, Watcher } from '../setup/foundry/gate.ts';
import { isMeant, type Kill } from './kills.ts';
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
    if (this.placesOf(attempt, 'while it works').length === 0) return;
    const said = await this.foundry.read(details);
    if (typeof said !== 'object' || said === null || !('progress' in said) || !said.progress) return;
    await this.strike(attempt, 'while it works', String(said.progress));
  }

  /** The answer then goes to a Temporal that is not there: it is the worker's to send it again. */
  answered(attempt: Attempt): Promise<void> {
    return this.strike(attempt, 'after its effect, before its answer');
  }

  private placesOf({ activityType }: Attempt, moment: Kill['moment']): Kill[] {
    return this.places.filter((place) => place.activity === activityType && place.moment === moment);
  }

  private async strike(hit: Attempt, moment: Kill['moment'], progress = ''): Promise<void> {
    if (this.placesOf(hit, moment).length === 0) return;
    const input = await this.foundry.read(hit.input);
    // Looked for anew: another beat may have taken the place meanwhile.
    const place = this.placesOf(hit, moment).find((one) => (one.at?.test(progress) ?? true) && isMeant(one, input));
    if (!place) return;
    this.places.splice(this.places.indexOf(place), 1);
    try {
      const { inFlight, attempt } = await see(this.foundry, hit);
      // Temporal does not wait for this attempt any more: a later one will do.
      if (!inFlight || attempt !== hit.attempt) this.places.push(place);
      else {
        await this.disturb();
        this.done.push({ hit, at: Date.now() });
      }
    } catch (error) {
      this.failure ??= error;
    }
  }
}
