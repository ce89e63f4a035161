import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stepNames } from '../../src/domain/build/phase.ts';
import { type FoundryOptions, TestFoundry } from '../setup/foundry/foundry.ts';
import { WorkerKiller } from './killer.ts';
import { dbtCloudSteps, kills } from './kills.ts';
import { MidStep } from './mid-step.ts';
import { endOf } from './seen.ts';
import { plainState, type Standing } from './standing.ts';
import { liveOn, liveUp } from './whole-life.ts';

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

/** How an undisturbed build stands when it is live, and later. */
let undisturbed: { live: Standing; later: Record<string, Standing> };

beforeAll(async () => {
  const foundry = await open({});
  undisturbed = { live: await liveUp(foundry), later: await liveOn(foundry) };
  await closeAll();
}, 600_000);

describe('a build', () => {
  it('has a kill for each of its steps', () => {
    expect([...Object.keys(kills), ...dbtCloudSteps].sort()).toEqual([...stepNames].sort());
    const elsewhere = ['repair', 'resume-production'];
    for (const [step, moments] of Object.entries(kills)) {
      if (!elsewhere.includes(step)) expect(moments).not.toEqual([]);
    }
  });

  it('ends as if nothing had happened when its worker is killed at every step', async () => {
    const foundry = await open({ withGate: true });
    const killer = new WorkerKiller(foundry);
    if (foundry.gate) foundry.gate.watcher = killer;
    const live = await under(killer, liveUp(foundry));
    const later = await under(killer, liveOn(foundry));

    const ends = await Promise.all(killer.deaths.map(({ hit }) => endOf(foundry, hit)));
    console.table(
      killer.deaths.map(({ step, activity, moment, before, after }, index) => ({
        step,
        activity,
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
    expect(live).toEqual(undisturbed.live);
    expect(later).toEqual(undisturbed.later);
  }, 900_000);

  it('goes on where it was when Temporal is killed in the middle of a step, and while it waits', async () => {
    const foundry = await open({ withGate: true });
    const killTemporal = () => foundry.killTemporal();
    const midStep = new MidStep(
      foundry,
      [
        { activity: 'draftScenario', moment: 'after its effect, before its answer' },
        { activity: 'rehearse', moment: 'while it works' },
        { activity: 'runDbtCommand', moment: 'while it works' },
      ],
      killTemporal,
    );
    if (foundry.gate) foundry.gate.watcher = midStep;
    const life = liveUp(foundry, async (build) => {
      const before = await build.state();
      await killTemporal();
      expect(plainState(await build.state())).toEqual(plainState(before));
    });
    const live = await under(midStep, life);

    expect(midStep.failure).toBeUndefined();
    expect(midStep.done).toHaveLength(3);
    for (const { hit, at } of midStep.done) expect((await endOf(foundry, hit)).at).toBeGreaterThan(at);
    expect(live).toEqual(undisturbed.live);
  });

  it('goes on where it was when every process is killed, while it waits and while it works ahead', async () => {
    const foundry = await open({ withGate: true });
    const killAndStart = async () => {
      await foundry.killEverything();
      await foundry.start();
    };
    const midStep = new MidStep(foundry, [{ activity: 'rehearse', moment: 'while it works' }], killAndStart);
    if (foundry.gate) foundry.gate.watcher = midStep;
    const life = liveUp(foundry, async (build) => {
      const before = await build.state();
      await killAndStart();
      expect(plainState(await build.state())).toEqual(plainState(before));
    });
    const live = await under(midStep, life);

    expect(midStep.failure).toBeUndefined();
    expect(midStep.done).toHaveLength(1);
    for (const { hit } of midStep.done) expect((await endOf(foundry, hit)).attempt).toBeGreaterThan(hit.attempt);
    expect(live).toEqual(undisturbed.live);
  });
});
