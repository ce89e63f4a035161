import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { JobInput } from '../../src/domain/build/job.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import { scheduleId } from '../../src/workflows/messages.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());
afterEach(() => app.stubs.reset());

async function liveDemo(): Promise<BuildState> {
  const id = await app.startBuild();
  await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
  await app.decide(await app.asks(id, 'review-files'), { kind: 'approve-files' });
  await app.decide(await app.asks(id, 'provision'), { kind: 'provision' });
  return app.asks(id, 'live');
}

const runOf = (id: string) => `${scheduleId(id)}-g1-2030-01-01T06-00-00Z`;

/** A run as the schedule starts it. */
function bySchedule({ id }: BuildState): Promise<WorkflowHandle> {
  const job: JobInput = { schema: 'job/1', buildId: id, generation: 1, job: 'production' };
  const workflowId = `${scheduleId(id)}-g1-2030-01-01T06:00:00Z`;
  return app.client.workflow.start('jobRun', { workflowId, taskQueue: app.queue, args: [job] });
}

/** What is shown as the event stream sends it, from its beginning, until it has all of these. */
async function streamed(id: string, wanted: readonly RegExp[]): Promise<string> {
  const over = new AbortController();
  const { body } = await fetch(new URL(`/builds/${id}/events`, app.base), { signal: over.signal });
  const decoder = new TextDecoder();
  let text = '';
  const deadline = setTimeout(() => over.abort(), 20_000);
  try {
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (wanted.every((one) => one.test(text))) return text;
    }
  } catch {
    // Time is over.
  } finally {
    clearTimeout(deadline);
    over.abort();
  }
  throw new Error(`the stream never said it all: ${text.slice(-3000)}`);
}

it('shows a run by schedule with its commands while it goes on, and goes on with it where it gave one up', async () => {
  const live = await liveDemo();
  const page = `/builds/${live.id}/live-now`;
  app.stubs.plan = [
    { title: 'build staging', blocks: [1, 2] },
    { title: 'build marts', blocks: [2] },
    { title: 'build kpi', blocks: [] },
  ];
  app.stubs.commandsEnd.set('build marts', 'gives-up');
  const release = app.stubs.hold('runDbtCommand');
  const before = await app.text(page);
  const run = await bySchedule(live);

  // Whoever looks is told by the stream; whoever comes finds it there.
  await streamed(live.id, [
    /by schedule/,
    /data-status="running"[\s\S]*build staging/,
    /data-status="waiting"[\s\S]*build kpi/,
  ]);
  expect(await app.text(`/builds/${live.id}`)).toMatch(/by schedule[\s\S]*build staging[\s\S]*build kpi/);
  const told = await (await app.json('GET', `/api/builds/${live.id}`)).json();
  expect(told).toMatchObject({ scheduled: [{ commands: [{ state: 'running' }, { state: 'waiting' }, {}] }] });
  const early = await app.decide(live, { kind: 'resume', run: runOf(live.id) });
  expect(early.status).toBe(422);
  expect(JSON.stringify(await early.json())).toContain('under way');

  release();
  await expect(run.result()).rejects.toThrow();
  await expect.poll(() => app.text(page)).toContain('id="stopped-run"');
  const stopped = await app.text(page);
  expect(stopped).toContain('build marts has no machine.');
  expect(stopped).toMatch(/data-status="done"[\s\S]*build staging[\s\S]*data-status="failed"[\s\S]*build marts/);
  expect(before).not.toContain('stopped-run');

  app.stubs.commandsEnd.clear();
  app.stubs.calls.length = 0;
  expect((await app.decide(live, { kind: 'resume', run: 'production-99' })).status).toBe(422);
  expect((await app.decide(live, { kind: 'resume', run: runOf(live.id) })).status).toBe(200);
  const again = await app.asks(live.id, 'live', live.ask?.number);
  expect(again.runs.at(-1)).toMatchObject({ job: 'production', status: 'green', asPromised: true });
  const ran = app.stubs.calls.filter(({ name }) => name === 'runDbtCommand').map(({ input }) => input);
  expect(ran).toMatchObject([{ command: 1 }, { command: 2 }]);
  expect(await app.text(page)).not.toContain('stopped-run');
  const nothing = await app.decide(again, { kind: 'resume', run: runOf(live.id) });
  expect(nothing.status).toBe(422);
});

it('offers to go on with a red production run that promised to be green, and with no other', async () => {
  const live = await liveDemo();
  const page = `/builds/${live.id}/live-now`;
  expect(await app.text(page)).not.toContain('stopped-run');
  app.stubs.plan = [{ title: 'build marts', blocks: [] }];
  app.stubs.commandsEnd.set('build marts', []);
  await app.decide(live, { kind: 'land', batch: 'next-day' });
  const red = await app.asks(live.id, 'live', live.ask?.number);
  const shown = await app.text(page);
  expect(shown).toContain('ended red, which was not promised');
  expect(shown).toContain(`value="${red.runs.at(-1)?.id}"`);
  app.stubs.commandsEnd.clear();
  expect((await app.decide(red, { kind: 'resume', run: red.runs.at(-1)?.id })).status).toBe(200);
  const mended = await app.asks(live.id, 'live', red.ask?.number);
  expect(mended.steps.at(-1)).toMatchObject({ name: 'resume-production', status: 'done' });
  expect(await app.text(page)).not.toContain('stopped-run');
});
