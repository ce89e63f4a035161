import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuildState } from '../../src/domain/build/state.ts';
import type { RunResults } from '../../src/domain/rehearsal/run-results.ts';
import { putJson } from '../../src/integrations/artifacts/json.ts';
import { scheduleId } from '../../src/workflows/messages.ts';
import { aBoard, aKeptBoard, aKpi } from '../views/fixtures/board.ts';
import { aRun } from '../views/fixtures/reports.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open({ ...(await aScenario()), board: aBoard });
});
afterAll(() => app.close());

async function liveDemo(): Promise<BuildState> {
  const id = await app.startBuild();
  await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
  await app.decide(await app.asks(id, 'review-files'), { kind: 'approve-files' });
  await app.decide(await app.asks(id, 'provision'), { kind: 'provision' });
  return app.asks(id, 'live');
}

/** Records a run as the schedule's workflow does when it has finished. */
async function scheduledRun({ id }: BuildState, docs: string, more: Partial<RunResults> = {}): Promise<string> {
  const runId = `${scheduleId(id)}-g1-2030-01-01T06-00-00Z`;
  const results = await putJson(app.artifacts, {
    ...aRun('production', null, true),
    log: 'said by the schedule',
    docs: await app.artifacts.put(docs),
    ...more,
  });
  await app.records.upsertRun({
    ...{ buildId: id, runId, job: 'production', status: 'red', seconds: 4, results },
    startedAt: '2030-01-01T06:00:00.000Z',
    endedAt: '2030-01-01T06:00:04.000Z',
  });
  return runId;
}

it('lists the runs of the schedule with the others, each with its results', async () => {
  const state = await liveDemo();
  expect(await app.text(`/builds/${state.id}/live-now`)).not.toContain('by schedule');
  const runId = await scheduledRun(state, '<title>docs of the schedule</title>');

  const html = await app.text(`/builds/${state.id}/live-now`);
  expect(html.match(/by schedule/g)).toHaveLength(1);
  expect(html.indexOf(`run-${runId}`)).toBeLessThan(html.indexOf('run-production-2'));
  expect(await app.text(`/builds/${state.id}/runs/${runId}`)).toContain('said by the schedule');
  expect(await app.text(`/builds/${state.id}/runs/production-2`)).toContain('dbt build');
  expect((await app.json('GET', `/builds/${state.id}/runs/production-99`)).status).toBe(404);
});

it('shows what production came to last, also when that was by schedule', async () => {
  const state = await liveDemo();
  expect(await app.text(`/builds/${state.id}/live-now`)).toContain('data-run="green"');
  await scheduledRun(state, '<title>docs of the schedule</title>');
  expect(await app.text(`/builds/${state.id}/live-now`)).toContain('data-run="red"');
  expect(await app.text(`/builds/${state.id}/docs/`)).toContain('docs of the schedule');
});

it('fills the talk track and the follow-up from the last run', async () => {
  const state = await liveDemo();
  const talk = await app.text(`/builds/${state.id}/talk-now`);
  expect(talk).toContain('data-tab="flow"');
  expect(talk).toMatch(
    /<strong class="spoken">[\d,]+<\/strong> rows?\b|<strong class="spoken">[\d,]+<\/strong> tests?\b/,
  );
  const page = await app.text(`/builds/${state.id}/follow-up`);
  expect(page).toContain('Asked and shown');
  const file = await app.text(`/builds/${state.id}/follow-up.md`);
  expect(file).toMatch(/^# /);
  expect(file).toContain('## Open');
});

it('serves the board as JSON and draws it once a production run has filled it', async () => {
  const state = await liveDemo();
  const path = `/builds/${state.id}/board.json`;
  const served = async () => {
    const answer = await app.json('GET', path);
    return { status: answer.status, body: await answer.json() };
  };
  expect(await served()).toEqual({
    status: 404,
    body: {
      error: {
        code: 'not-found',
        sentence: 'There is no board of this demo yet: a production run on this machine fills it.',
      },
    },
  });
  expect(await app.text(`/builds/${state.id}/board-now`)).toContain('after a production run');
  await scheduledRun(state, 'docs', { board: aKeptBoard([aKpi(), 'nothing']) });
  expect(await served()).toEqual({
    status: 200,
    body: { title: 'KPI board', as_of: '2026-11-20', currency: 'USD', kpis: [aKpi()], left_out: 1 },
  });
  expect(await app.text(`/builds/${state.id}`)).toContain('id="board-now"');
  expect(await app.text(`/builds/${state.id}/board-now`)).toContain('Tasting room wine');
});
