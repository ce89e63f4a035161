import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PreparedCommand } from '../../src/activities/contract.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import { commandsQuery, runWorkflowId } from '../../src/workflows/messages.ts';
import { type Build, BuildHarness } from './build-harness.ts';

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(() => harness.stop());
afterEach(async () => {
  await harness.endBuilds();
  harness.stubs.reset();
});

const layers: PreparedCommand[] = [
  { title: 'build staging', blocks: [1, 2, 3] },
  { title: 'build marts', blocks: [2, 3] },
  { title: 'build kpi', blocks: [3] },
  { title: 'dbt docs generate', blocks: [] },
];

/** Two arms that come together: customers, orders, what joins them, the docs. */
const models: PreparedCommand[] = [
  { title: 'build customers', blocks: [2, 3] },
  { title: 'build orders', blocks: [2, 3] },
  { title: 'build joined', blocks: [3] },
  { title: 'dbt docs generate', blocks: [] },
];

/** The build once its first production run has failed. */
async function stuckAt(build: Build): Promise<BuildState> {
  await build.decide(await build.reach('provision'), { kind: 'provision' });
  return build.asks('step-failed');
}

/** Titles of production's commands that ran, in order. */
function ran(): (string | undefined)[] {
  return harness.stubs.calls.flatMap(({ name, input }) => {
    const { job, command } = input as { readonly job?: string; readonly command?: number };
    return name === 'runDbtCommand' && job === 'production' ? [harness.stubs.plan?.[command ?? -1]?.title] : [];
  });
}

async function commandsOf({ handle }: Build, run: string): Promise<(readonly [string, string])[]> {
  const id = runWorkflowId(handle.workflowId.replace(/^demo-/, ''), run);
  const commands = await harness.client.workflow.getHandle(id).query(commandsQuery);
  return commands.map(({ title, state }) => [title, state] as const);
}

describe('a production run by its plan', () => {
  test('is an activity a command, each under its title and told while it goes on', async () => {
    harness.stubs.plan = layers;
    const build = await harness.start();
    const live = await build.reach('live');
    expect(ran()).toEqual(layers.map(({ title }) => title));
    expect(live.runs.find(({ job }) => job === 'production')).toMatchObject({ status: 'green' });
    expect(await commandsOf(build, 'production-2')).toEqual(layers.map(({ title }) => [title, 'done']));
    const run = harness.client.workflow.getHandle(runWorkflowId(live.id, 'production-2'));
    const { events } = await run.fetchHistory();
    const summaries = events?.flatMap(({ activityTaskScheduledEventAttributes: scheduled, userMetadata }) =>
      scheduled?.activityType?.name === 'runDbtCommand' ? [userMetadata?.summary != null] : [],
    );
    expect(summaries).toEqual([true, true, true, true]);
  });

  test('by layer stops at a red command, and what is behind it is left out', async () => {
    harness.stubs.plan = layers;
    harness.stubs.commandsEnd.set('build marts', [2, 3]);
    const build = await harness.start();
    const stuck = await stuckAt(build);
    expect(ran()).toEqual(['build staging', 'build marts']);
    expect(stuck.steps.at(-1)?.failure?.code).toBe('run-not-as-promised');
    expect((await commandsOf(build, 'production-2')).map(([, state]) => state)).toEqual([
      ...['done', 'red', 'left-out', 'left-out'],
    ]);
    // As the person says, from the red one on.
    harness.stubs.commandsEnd.clear();
    await build.decide(stuck, { kind: 'retry' });
    await build.asks('live');
    expect(ran().slice(2)).toEqual(['build marts', 'build kpi', 'dbt docs generate']);
  });

  test('by model goes on with what does not hang on the red one', async () => {
    harness.stubs.plan = models;
    harness.stubs.commandsEnd.set('build customers', [2, 3]);
    const build = await harness.start();
    await stuckAt(build);
    expect(ran()).toEqual(['build customers', 'build orders']);
  });

  test('that gave up a command goes on from it, and runs no earlier one again', async () => {
    harness.stubs.plan = layers;
    harness.stubs.commandsEnd.set('build kpi', 'gives-up');
    const build = await harness.start();
    const stuck = await stuckAt(build);
    expect(stuck.steps.at(-1)?.failure?.code).toBe('runner-lost');
    expect(stuck.runs.map(({ job }) => job)).not.toContain('production');
    harness.stubs.commandsEnd.clear();
    await build.decide(stuck, { kind: 'retry' });
    const live = await build.asks('live');
    expect(ran()).toEqual(['build staging', 'build marts', 'build kpi', 'build kpi', 'dbt docs generate']);
    expect(await commandsOf(build, 'production-3')).toEqual([
      ['build staging', 'before'],
      ['build marts', 'before'],
      ['build kpi', 'done'],
      ['dbt docs generate', 'done'],
    ]);
    expect(live.runs.find(({ job }) => job === 'production')?.id).toBe('production-3');
  });

  test('passes over what was done while it was prepared, and says how long that took', async () => {
    harness.stubs.plan = [
      { title: 'dbt deps', blocks: [], done: true, seconds: 1.5 },
      { title: 'build customers', blocks: [] },
    ];
    const build = await harness.start();
    await build.reach('live');
    expect(ran()).toEqual(['build customers']);
    expect(await commandsOf(build, 'production-2')).toEqual([
      ['dbt deps', 'done'],
      ['build customers', 'done'],
    ]);
  });

  test('by model does what it can before it gives up, and then only what is left', async () => {
    harness.stubs.plan = models;
    harness.stubs.commandsEnd.set('build customers', 'gives-up');
    const build = await harness.start();
    const stuck = await stuckAt(build);
    expect(ran()).toEqual(['build customers', 'build orders']);
    harness.stubs.commandsEnd.clear();
    await build.decide(stuck, { kind: 'retry' });
    await build.asks('live');
    expect(ran().slice(2)).toEqual(['build customers', 'build joined', 'dbt docs generate']);
  });
});
