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
