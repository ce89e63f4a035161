import type { Client } from '@temporalio/client';
import type { StepProgress } from '../../views/build/seen-build.ts';
import type { HistoryView } from '../builds/history-view.ts';
import { pendingActivities, readRun, saidBy } from './run-progress.ts';

/** What the running steps of a build say of themselves: heartbeats and attempts, which no event of the history tells. */
export async function readProgress(client: Client, workflowId: string, view: HistoryView): Promise<StepProgress[]> {
  const own =
    view.activities.size === 0
      ? []
      : (await pendingActivities(client, workflowId)).map((pending) => ({
          pending,
          step: view.activities.get(pending.activityId ?? ''),
        }));
  const children = await Promise.all(
    [...view.children].map(async ([child, step]) =>
      (await readRun(client, child)).map((said) => ({ ...step, ...said })),
    ),
  );
  const said = await Promise.all(
    own.map(async ({ pending, step }) => (step ? [{ ...step, ...(await saidBy(client, pending)) }] : [])),
  );
  return [...said.flat(), ...children.flat()];
}
