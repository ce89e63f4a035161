import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Puts the production job on its schedule; a schedule that exists is brought up to date. */
export function createSchedule({ schedules }: Dependencies): Activities['createSchedule'] {
  return async (input) => ({ schedule: await schedules.put(input) });
}
