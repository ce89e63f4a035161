import { expect, it } from 'vitest';
import { setCloudSchedule } from '../../../src/activities/dbt-cloud/set-cloud-schedule.ts';
import { openCloudBench } from './cloud-bench.ts';

it('production’s schedule is paused and goes on; no other job is touched', async () => {
  const { cloud, demo, deps, input, run } = await openCloudBench();
  const scheduled = () => [...cloud.state.jobs.values()].filter(({ triggers }) => Object(triggers).schedule === true);
  const set = (on: boolean) => run(setCloudSchedule(deps), { ...input, on });
  await set(false);
  expect(scheduled()).toEqual([]);
  await set(true);
  expect(scheduled().map(({ id }) => id)).toEqual([demo.jobs.production]);
});

it('several schedules are paused and go on together, and production by itself starts nothing', async () => {
  const { cloud, demo, deps, input, run } = await openCloudBench();
  const job = cloud.state.jobs.get(demo.jobs.production);
  const [one, other] = [cloud.state.nextId(), cloud.state.nextId()];
  for (const id of [one, other])
    cloud.state.jobs.set(id, structuredClone({ ...job, id, name: `Production: at ${id}` }));
  const ofProduction = cloud.state.jobs.get(demo.jobs.production);
  Object.assign(Object(ofProduction?.triggers), { schedule: false });
  const { infrastructure } = input;
  const jobs = { ...infrastructure.jobs, scheduled: { nightly: one, 'by-day': other } };
  const scheduled = () => [...cloud.state.jobs.values()].filter(({ triggers }) => Object(triggers).schedule === true);
  const set = (on: boolean) =>
    run(setCloudSchedule(deps), { ...input, infrastructure: { ...infrastructure, jobs }, on });
  await set(false);
  expect(scheduled()).toEqual([]);
  await set(true);
  expect(scheduled().map(({ id }) => id)).toEqual([one, other]);
});
