import { expect, it } from 'vitest';
import { dropSchemas } from '../../../src/activities/dbt-cloud/drop-schemas.ts';
import { runStatus } from '../../setup/dbt-cloud/run-plan.ts';
import { buildId, openCloudBench, patience } from './cloud-bench.ts';

async function open() {
  const bench = await openCloudBench();
  const command = `dbt run-operation drop_demo_schemas --args '{schema: library_bq7cab, ci_job: ${bench.demo.jobs.ci}}'`;
  const drop = (runId = 'drop-9') => bench.run(dropSchemas(bench.deps, patience), { ...bench.input, runId });
  return { ...bench, command, drop };
}

it('the load job drops the demo’s schemas from main, once however often the step is tried', async () => {
  const { cloud, command, demo, drop, runs } = await open();
  cloud.faults.plan({ does: 'lose-answer', method: 'POST', path: '/run/' });
  await drop();
  await drop();
  expect(runs()).toMatchObject([
    {
      job_id: demo.jobs.load,
      trigger: { cause: `foundry-${buildId} drop-9`, git_branch: 'main', steps_override: [command] },
    },
  ]);
  await drop('drop-10');
  expect(runs()).toHaveLength(2);
  expect(cloud.unexpected).toEqual([]);
});

it('runs that would make the schemas anew are cancelled before', async () => {
  const { cloud, demo, drop, runs } = await open();
  cloud.addRun(demo.jobs.production, 'Scheduled');
  cloud.tellOfPullRequest(demo.project, { number: 7, branch: 'change/x', commit: 'c0ffee' });
  await drop();
  expect(runs().map(({ job_id, status }) => [job_id, status])).toEqual([
    [demo.jobs.production, runStatus.success],
    [demo.jobs.ci, runStatus.cancelled],
    [demo.jobs.load, runStatus.success],
  ]);
  expect(cloud.unexpected).toEqual([]);
});

it('a red run is a failed step with the end of its log', async () => {
  const { cloud, command, drop } = await open();
  const logs = '09:00 Running\n\u001b[31mDatabase Error\u001b[0m\n  must be owner of schema library_bq7cab_dev_ada\n';
  cloud.state.runPlan = () => ({ ends: 'success', steps: { [command]: { fails: true, logs } } });
  await expect(drop()).rejects.toMatchObject({
    type: 'schemas-not-dropped',
    message: expect.stringMatching(
      /not all dropped\. .*Database Error must be owner of schema library_bq7cab_dev_ada$/,
    ),
    nonRetryable: true,
    details: [expect.stringMatching(/\/runs\/\d+\) and try again/)],
  });
});
