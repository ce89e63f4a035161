import type { Client } from '@temporalio/client';
import { startedBySchedule } from '../../domain/build/started-by-schedule.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { ListedRun } from '../../views/build/run-list.tsx';
import type { StoppedRun } from '../../views/live/stopped-run.tsx';
import { failureSentence } from '../builds/payloads.ts';
import { readCommands } from './run-progress.ts';
import { listScheduled, type ScheduledWorkflow } from './scheduled-runs.ts';

const closeMs = 2_000;

/**
 * The production run of a demo on this machine that can be gone on with, if there is one: the last that wrote to the
 * environment, where it ended red without having promised it, or the last by schedule, where it gave up and nothing was
 * written since it began.
 *
 * @param runs all that ended, in that order
 */
export async function findStopped(
  client: Client,
  state: BuildState,
  runs: readonly ListedRun[],
): Promise<StoppedRun | undefined> {
  if (state.target !== 'local' || !state.environment) return undefined;
  // CI works on a copy of its own.
  const wrote = runs.findLast(({ job }) => job !== 'ci');
  const [failed] = await listScheduled(client, state, 'Failed');
  if (failed && (!wrote || wrote.endedAt < failed.startedAt)) return gaveUp(client, failed);
  if (wrote?.job !== 'production' || wrote.status === 'green' || wrote.asPromised) return undefined;
  const by = startedBySchedule(state, wrote.id);
  if (wrote.bySchedule !== undefined && !by) return undefined;
  return { id: wrote.id, how: 'red', ...(by ? { schedule: titled(by.schedule?.title) } : {}) };
}

async function gaveUp(client: Client, { id, runId, title }: ScheduledWorkflow): Promise<StoppedRun> {
  const [sentence, commands] = await Promise.all([whyItFailed(client, id, runId), readCommands(client, id)]);
  return {
    // As the run names itself and its folder.
    id: id.replaceAll(/[^A-Za-z0-9-]/g, '-'),
    how: 'gave-up',
    schedule: titled(title),
    ...(sentence === undefined ? {} : { sentence }),
    ...(commands.length > 0 ? { commands } : {}),
  };
}

function titled(title: string | undefined): { readonly title?: string } {
  return title === undefined ? {} : { title };
}

/** The sentence of the failure that a workflow ended with: that of the step in it. */
async function whyItFailed(client: Client, workflowId: string, runId: string): Promise<string | undefined> {
  try {
    const { history } = await client.withDeadline(Date.now() + closeMs, () =>
      client.workflowService.getWorkflowExecutionHistory({
        namespace: client.options.namespace,
        execution: { workflowId, runId },
        historyEventFilterType: 2,
      }),
    );
    let failure = history?.events?.at(-1)?.workflowExecutionFailedEventAttributes?.failure;
    while (failure?.cause) failure = failure.cause;
    return await failureSentence(client, failure);
  } catch {
    return undefined;
  }
}
