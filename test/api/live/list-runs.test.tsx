import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { listRuns } from '../../../src/api/live/list-runs.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import { RunList } from '../../../src/views/build/run-list.tsx';
import { scheduleId } from '../../../src/workflows/messages.ts';
import { aRun } from '../../views/fixtures/reports.ts';
import { aState } from '../../views/fixtures/states.ts';

test('a run of one of several schedules says which', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-runs-'));
  const artifacts = fileArtifactStore(folder);
  const records = await openSqliteRecords(join(folder, 'records.db'));
  const schedules = [
    { id: 'nightly', title: 'Full refresh at night', cron: '0 3 * * *', fullRefresh: true },
    { id: 'by-day', title: 'Every four hours', cron: '0 8-20/4 * * *', fullRefresh: false },
  ];
  const environment = { generation: 2, schema: 'a', cron: '0 3 * * *', schedule: 'production', schedules };
  const state = aState({ environment, runs: [] });
  const results = await putJson(artifacts, aRun('production', null));
  const ended = { buildId: state.id, job: 'production', status: 'green', seconds: 4, results } as const;
  for (const [schedule, hour] of [
    ['.nightly', '03'],
    ['.by-day', '08'],
    ['', '09'],
  ]) {
    const at = `2026-11-22T${hour}:00:00.000Z`;
    await records.upsertRun({
      ...{
        ...ended,
        // As the run names itself and its folder by its workflow's id.
        runId: `${scheduleId(state.id)}${schedule}-g2-2026-11-22T${hour}:00:00Z`.replaceAll(/[^A-Za-z0-9-]/g, '-'),
        startedAt: at,
        endedAt: at,
      },
    });
  }
  const runs = await listRuns({ artifacts, records }, state);
  expect(runs.map(({ bySchedule }) => bySchedule)).toEqual(['Full refresh at night', 'Every four hours', '']);
  const html = await htmlOf(<RunList {...{ state, runs }} />);
  expect(html.match(/by schedule[^<]*/g)).toEqual([
    'by schedule',
    ...['Every four hours', 'Full refresh at night'].map((title) => `by schedule: ${title}`),
  ]);
  await records.close();
  await rm(folder, { recursive: true });
});
