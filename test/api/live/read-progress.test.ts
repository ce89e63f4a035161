import type { Client } from '@temporalio/client';
import { expect, it } from 'vitest';
import type { HistoryView } from '../../../src/api/builds/history-view.ts';
import { readProgress } from '../../../src/api/live/read-progress.ts';
import type { CommandProgress } from '../../../src/domain/build/command-progress.ts';

const commands: CommandProgress[] = [
  { title: 'build staging', state: 'done', seconds: 3 },
  { title: 'build marts', state: 'waiting' },
];

/** A build whose production run is a child that answers so; nothing of Temporal is needed for that. */
function progressOf(query: () => Promise<readonly CommandProgress[]>) {
  const handle = { describe: async () => ({ raw: { pendingActivities: [] } }), query };
  const client = { withDeadline: (_: number, ask: () => unknown) => ask(), workflow: { getHandle: () => handle } };
  const children = new Map([['run-b1-production-2', { step: 'run-production' } as const]]);
  const view: Pick<HistoryView, 'activities' | 'children'> = { activities: new Map(), children };
  return readProgress(client as unknown as Client, 'demo-b1', view as HistoryView);
}

it('a run by a plan tells its commands, also between two of them', async () => {
  expect(await progressOf(async () => commands)).toEqual([{ step: 'run-production', attempt: 1, line: '', commands }]);
});

it('a run without a plan, or that no worker answers for, tells none', async () => {
  expect(await progressOf(async () => [])).toEqual([]);
  expect(await progressOf(() => Promise.reject(new Error('no worker')))).toEqual([]);
});
