import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Takes the production job off its schedule. */
export function deleteSchedule({ schedules }: Dependencies): Activities['deleteSchedule'] {
  return async ({ buildId, schedules: ids }) => schedules.remove(buildId, ids);
}
