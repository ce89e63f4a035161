import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stepNames } from '../../src/domain/build/phase.ts';
import { type FoundryOptions, TestFoundry } from '../setup/foundry/foundry.ts';
import type { Attempt } from '../setup/foundry/gate.ts';
import { WorkerKiller } from './killer.ts';
import { dbtCloudSteps } from './kills.ts';
import { lives } from './lives.ts';
import { MidStep } from './mid-step.ts';
import { hitRuns } from './ran-commands.ts';
import { endOf } from './seen.ts';
import { plainState, type Standing } from './standing.ts';
import { buildId, type Later, liveOn, liveUp } from './whole-life.ts';

let up: TestFoundry[] = [];
async function open(options: FoundryOptions): Promise<TestFoundry> {
  const foundry = await TestFoundry.open(options);
  up.push(foundry);
  return foundry;
}
async function closeAll(): Promise<void> {
  for (const foundry of up) await foundry.close();
  up = [];
}
afterEach(closeAll);

/** What a disturbance could not do comes first: a build that is lost after it is lost for that. */
async function under<T>(watcher: { readonly failure: unknown }, life: Promise<T>): Promise<T> {
  try {
    return await life;
  } catch (error) {
    throw watcher.failure ?? error;
  }
}

/** No command of a run was asked for twice, and those that were not hit were run once. */
async function expectNoOtherCommandAgain(foundry: TestFoundry, hits: readonly Attempt[]): Promise<void> {
  const runs = await hitRuns(foundry, hits);
  expect(runs).not.toEqual([]);
  for (const { asked, again, hit } of runs) {
    expect(asked).toEqual([...asked.keys()]);
    expect(hit).toEqual(expect.arrayContaining(again));
  }
}

describe.each(lives)('a build of $blueprint', ({ brief, schedules, kills, midProduction }) => {
  /** How an undisturbed build stands when it is live, and later. */
  let undisturbed: { live: Standing; later: Later };

  beforeAll(async () => {
    const foundry = await open({});
    undisturbed = { live: await liveUp(foundry, brief), later: await liveOn(foundry) };
    await closeAll();
  }, 900_000);

  it('has a kill for each of its steps', () => {
    expect([...Object.keys(kills), ...dbtCloudSteps].sort()).toEqual([...stepNames].sort());
    const elsewhere = ['repair', 'resume-production'];
    for (const [step, moments] of Object.entries(kills)) {
      if (!elsewhere.includes(step)) expect(moments).not.toEqual([]);
    }
  });

  it('is red while its incident is landed, and leaves nothing when it is torn down', () => {
    const { live, later } = undisturbed;
    expect(live.schedules).toHaveLength(schedules);
    expect(later.landed.state.runs.at(-1)).toMatchObject({ job: 'production', status: 'red', asPromised: true });
    expect(later.mended.state.runs.at(-1)).toMatchObject({ job: 'production', status: 'green' });
    expect(later.reset.schedules).toHaveLength(schedules);
    expect(later.tornDown).toMatchObject({ schedules: [], environments: [] });
  });

  it('ends as if nothing had happened when its worker is killed at every step', async () => {
    const foundry = await open({ withGate: true });
    const killer = new WorkerKiller(foundry, kills, buildId);
    if (foundry.gate) foundry.gate.watcher = killer;
    const live = await under(killer, liveUp(foundry, brief));
    const later = await under(killer, liveOn(foundry));

    const ends = await Promise.all(killer.deaths.map(({ hit }) => endOf(foundry, hit)));
    console.table(
      killer.deaths.map(({ step, activity, moment, input, before, after }, index) => ({
        step,
        activity,
        command: input?.command,
        'killed at': moment,
        'in flight before': before.inFlight && `attempt ${before.attempt}`,
        'in flight after': after.inFlight && `attempt ${after.attempt}`,
        attempts: ends[index]?.attempt,
      })),
    );
    expect(killer.failure).toBeUndefined();
    expect(killer.planned).toEqual([]);
    for (const [index, { hit, before, after }] of killer.deaths.entries()) {
      expect([before, after]).toEqual(Array(2).fill({ inFlight: true, attempt: hit.attempt }));
      expect(ends[index]?.attempt).toBeGreaterThan(hit.attempt);
      expect(ends[index]?.afterSilence).toBe(true);
    }
    await expectNoOtherCommandAgain(
      foundry,
      killer.deaths.map(({ hit }) => hit),
    );
    expect(live).toEqual(undisturbed.live);
    expect(later).toEqual(undisturbed.later);
  }, 1_200_000);

  it('goes on where it was when Temporal is killed in the middle of a step, and while it waits', async () => {
    const foundry = await open({ withGate: true });
    const killTemporal = () => foundry.killTemporal();
    const midStep = new MidStep(
      foundry,
      [
        { activity: 'draftScenario', moment: 'after its effect, before its answer' },
        { activity: 'rehearse', moment: 'while it works' },
        midProduction,
      ],
      killTemporal,
    );
    if (foundry.gate) foundry.gate.watcher = midStep;
    const life = liveUp(foundry, brief, async (build) => {
      const before = await build.state();
      await killTemporal();
      expect(plainState(await build.state())).toEqual(plainState(before));
    });
    const live = await under(midStep, life);

    expect(midStep.failure).toBeUndefined();
    expect(midStep.done).toHaveLength(3);
    for (const { hit, at } of midStep.done) expect((await endOf(foundry, hit)).at).toBeGreaterThan(at);
    await expectNoOtherCommandAgain(
      foundry,
      midStep.done.map(({ hit }) => hit),
    );
    expect(live).toEqual(undisturbed.live);
  }, 900_000);

  it('goes on where it was when every process is killed, while it waits and while it works', async () => {
    const foundry = await open({ withGate: true });
    const killAndStart = async () => {
      await foundry.killEverything();
      await foundry.start();
    };
    const midStep = new MidStep(
      foundry,
      [{ activity: 'rehearse', moment: 'while it works' }, midProduction],
      killAndStart,
    );
    if (foundry.gate) foundry.gate.watcher = midStep;
    const life = liveUp(foundry, brief, async (build) => {
      const before = await build.state();
      await killAndStart();
      expect(plainState(await build.state())).toEqual(plainState(before));
    });
    const live = await under(midStep, life);

    expect(midStep.failure).toBeUndefined();
    expect(midStep.done).toHaveLength(2);
    for (const { hit } of midStep.done) expect((await endOf(foundry, hit)).attempt).toBeGreaterThan(hit.attempt);
    await expectNoOtherCommandAgain(
      foundry,
      midStep.done.map(({ hit }) => hit),
    );
    expect(live).toEqual(undisturbed.live);
  }, 900_000);
});
