import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectTemporal } from '../../../src/integrations/temporal/connection.ts';
import { temporalProductionSchedules } from '../../../src/integrations/temporal/production-schedules.ts';
import { scheduleId } from '../../../src/workflows/messages.ts';
import { temporalAddress } from '../../setup/temporal.ts';

let temporal: Awaited<ReturnType<typeof connectTemporal>>;
beforeAll(async () => {
  temporal = await connectTemporal({ address: temporalAddress(), namespace: 'default', dataConverter: {} });
});
afterAll(() => temporal.connection.close());

const nightly = { id: 'nightly', title: 'Full refresh', cron: '0 3 * * *', fullRefresh: true };
const byDay = { id: 'by-day', title: 'What is new', cron: '0 8-20/4 * * 1-5', fullRefresh: false };

function ofABuild() {
  const { client } = temporal;
  const job = { taskQueue: 'nobody', workflowType: 'jobRun', idOf: scheduleId };
  const schedules = temporalProductionSchedules(client, job);
  const buildId = `b${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  onTestFinished(() => schedules.remove(buildId, ['nightly', 'by-day']));
  /** How a schedule stands, or that there is none. */
  const standing = async (named?: string) => {
    const id = named === undefined ? scheduleId(buildId) : `${scheduleId(buildId)}.${named}`;
    try {
      const { spec, action } = await client.schedule.getHandle(id).describe();
      return { hours: spec.calendars?.[0]?.hour, action };
    } catch {
      return undefined;
    }
  };
  const listed = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await schedules.builds()).includes(buildId)) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  };
  const put = (more: object) =>
    schedules.put({ buildId, generation: 1, cron: '0 6 * * *', timeZone: 'Asia/Tokyo', ...more });
  return { schedules, buildId, put, standing, listed };
}

test('a build has a schedule for each time, one of which builds everything from nothing', async () => {
  const { put, standing, listed, schedules, buildId } = ofABuild();
  await put({ schedules: [nightly, byDay] });
  const args = async (named: string) => {
    const action = (await standing(named))?.action;
    return action?.type === 'startWorkflow' ? action.args?.[0] : undefined;
  };
  expect(await args('nightly')).toMatchObject({ buildId, job: 'production', fullRefresh: true });
  expect(await args('by-day')).not.toHaveProperty('fullRefresh');
  expect((await standing('by-day'))?.hours).toMatchObject([{ start: 8, end: 20, step: 4 }]);
  expect(await standing()).toBeUndefined();
  expect(await listed()).toBe(true);
  expect((await schedules.builds()).filter((id) => id === buildId)).toHaveLength(1);
});

test('several schedules make room for one, and all are removed in the end', async () => {
  const { put, standing, listed, schedules, buildId } = ofABuild();
  await put({ schedules: [nightly, byDay] });
  await listed();
  await put({});
  expect(await standing()).toBeDefined();
  // Named, as what was just made may not be listed.
  await put({ schedules: [nightly, byDay] });
  await schedules.remove(buildId, ['nightly', 'by-day']);
  expect([await standing(), await standing('nightly'), await standing('by-day')]).toEqual([
    ...[undefined, undefined, undefined],
  ]);
});
