import { expect, it } from 'vitest';
import type { proto } from '../../../src/api/builds/history-events.ts';
import { HistoryView } from '../../../src/api/builds/history-view.ts';
import { aState } from '../../views/fixtures/states.ts';

const payloads = (value: unknown): proto.Payloads => ({ payloads: [{ data: Buffer.from(JSON.stringify(value)) }] });
const read = async ({ payloads: all }: proto.Payloads) =>
  (all ?? []).map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString('utf8')));

it('changes that are built side by side are told apart by their pull requests', async () => {
  const view = new HistoryView(read);
  await view.apply({ workflowExecutionStartedEventAttributes: { input: payloads(aState()) } });
  for (const [number, change] of ['payments-joined-raw', 'revenue-net'].entries()) {
    const input = payloads({ buildId: 'b', pullRequest: { change, number } });
    const activityTaskScheduledEventAttributes = {
      activityId: change,
      activityType: { name: 'runPullRequest' },
      input,
    };
    await view.apply({ activityTaskScheduledEventAttributes });
  }
  expect([...view.activities.values()]).toEqual([
    { step: 'run-ci', subject: 'payments-joined-raw' },
    { step: 'run-ci', subject: 'revenue-net' },
  ]);
});
