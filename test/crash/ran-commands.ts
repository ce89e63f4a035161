import type { TestFoundry } from '../setup/foundry/foundry.ts';
import type { Attempt } from '../setup/foundry/gate.ts';

/** The dbt commands of a run in which some were hit, by their positions and by the history that stays. */
export interface HitRun {
  /** Asked for, in this order: each is an activity of its own. */
  readonly asked: number[];
  /** Answered by a later attempt than the first. */
  readonly again: number[];
  readonly hit: number[];
}

/** The runs in which a dbt command was hit. */
export async function hitRuns(foundry: TestFoundry, hits: readonly Attempt[]): Promise<HitRun[]> {
  const commands = hits.filter(({ activityType }) => activityType === 'runDbtCommand');
  const runs = [...new Set(commands.map(({ workflowId }) => workflowId))];
  return Promise.all(
    runs.map(async (run) => {
      const ran = await ranIn(foundry, run);
      const inputs = commands.filter(({ workflowId }) => workflowId === run).map(({ input }) => input);
      return {
        asked: ran.map(({ command }) => command),
        again: ran.filter(({ attempt }) => attempt > 1).map(({ command }) => command),
        hit: await Promise.all(inputs.map((input) => positionIn(foundry, input))),
      };
    }),
  );
}

/** Each command of a run with the attempt that was answered. */
async function ranIn(foundry: TestFoundry, workflowId: string) {
  const { events } = await foundry.client.workflow.getHandle(workflowId).fetchHistory();
  const attempts = new Map(
    events?.map(({ activityTaskStartedEventAttributes: started }) => [
      String(started?.scheduledEventId),
      started?.attempt ?? 0,
    ]),
  );
  const asked = events?.filter(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'runDbtCommand',
  );
  return Promise.all(
    (asked ?? []).map(async ({ eventId, activityTaskScheduledEventAttributes: scheduled }) => ({
      command: await positionIn(foundry, scheduled?.input?.payloads?.[0] ?? undefined),
      attempt: attempts.get(String(eventId)) ?? 0,
    })),
  );
}

async function positionIn(foundry: TestFoundry, payload: Attempt['input']): Promise<number> {
  const input = await foundry.read(payload);
  return typeof input === 'object' && input !== null && 'command' in input ? Number(input.command) : Number.NaN;
}
