import { ScheduleNotFoundError } from '@temporalio/client';
import type { TestFoundry } from '../setup/foundry/foundry.ts';

/** Every schedule that Temporal has, whoever made it: when it runs, and what it starts. */
export async function schedules(foundry: TestFoundry) {
  const found = await Promise.all(
    (await ids(foundry)).map(async (id) => {
      const told = await foundry.client.schedule
        .getHandle(id)
        .describe()
        .catch((error: unknown) => {
          // What was just deleted may still be listed.
          if (error instanceof ScheduleNotFoundError) return undefined;
          throw error;
        });
      if (!told) return [];
      const { spec, action, state } = told;
      const { workflowType, workflowId, args } = action;
      return [{ id, calendars: spec.calendars, starts: { workflowType, workflowId, args }, paused: state.paused }];
    }),
  );
  return found.flat().sort((a, b) => a.id.localeCompare(b.id));
}

/** Pauses every schedule, as a life takes minutes and a time of the scenario's may come in the middle of it. */
export async function pauseSchedules(foundry: TestFoundry): Promise<void> {
  for (const id of await ids(foundry)) await foundry.client.schedule.getHandle(id).pause();
}

async function ids({ client }: TestFoundry): Promise<string[]> {
  const found: string[] = [];
  for await (const { scheduleId } of client.schedule.list()) found.push(scheduleId);
  return found;
}
