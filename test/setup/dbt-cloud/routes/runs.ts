import { z } from 'zod';
import { type Call, found, listed, missing, pageQuery, type Route, refused } from '../answer.ts';
import { runStatus } from '../run-plan.ts';
import { artifactOf, moveOn, queueRun, setStatus, stepsOf } from '../run-rows.ts';
import type { Row } from '../state.ts';
import { withJob } from './jobs.ts';

const trigger = z.strictObject({
  cause: z.string().min(1),
  git_sha: z.string().optional(),
  git_branch: z.string().optional(),
  github_pull_request_id: z.number().optional(),
  schema_override: z.string().optional(),
  dbt_version_override: z.string().optional(),
  threads_override: z.number().optional(),
  target_name_override: z.string().optional(),
  generate_docs_override: z.boolean().optional(),
  timeout_seconds_override: z.number().optional(),
  steps_override: z.array(z.string().startsWith('dbt ')).min(1).optional(),
});

const runs = '/v2/accounts/:account/runs/';

export const runRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/accounts/:account/jobs/:job/run/',
    body: trigger,
    handle: (call) => withJob(call, (job) => found(shown(call, queueRun(call.state, job, call.body)))),
  },
  {
    method: 'GET',
    path: runs,
    query: [...pageQuery, 'environment_id', 'project_id', 'job_definition_id', 'status'],
    handle: (call) => {
      const rows = [...call.state.runs.values()].filter((row) =>
        ['environment_id', 'project_id', 'job_definition_id', 'status'].every((name) => {
          const wanted = call.query.get(name);
          return wanted === null || String(row[name]) === wanted;
        }),
      );
      if (call.query.get('order_by') === '-id') rows.reverse();
      return listed(
        rows.map((row) => shown(call, row)),
        call,
      );
    },
  },
  {
    method: 'GET',
    path: `${runs}:run/`,
    query: ['include_related'],
    handle: (call) =>
      withRun(call, (run) => {
        if (call.state.movesByReading) moveOn(call.state, run);
        return found(shown(call, run));
      }),
  },
  {
    method: 'GET',
    path: `${runs}:run/artifacts/`,
    query: ['include_related'],
    handle: (call) =>
      withRun(call, (run) =>
        found(['manifest.json', 'run_results.json'].filter((path) => artifactOf(run, path) !== undefined)),
      ),
  },
  {
    method: 'GET',
    path: `${runs}:run/artifacts/*`,
    query: ['step', 'include_related'],
    handle: (call) =>
      withRun(call, (run) => {
        const step = Number(call.query.get('step') ?? 0);
        const body = artifactOf(run, call.rest, step);
        return body === undefined ? missing() : { status: 200, body };
      }),
  },
  {
    method: 'GET',
    path: '/v2/accounts/:account/steps/:step/',
    query: ['include_related'],
    handle: ({ state, ids }) => {
      const step = [...state.runs.values()].flatMap(stepsOf).find(({ id }) => id === ids.step);
      return step ? found(step) : missing();
    },
  },
  {
    method: 'POST',
    path: `${runs}:run/cancel/`,
    handle: (call) =>
      withRun(call, (run) => {
        if (run.is_complete) return refused(400, 'The run has ended and cannot be cancelled.');
        setStatus(run, runStatus.cancelled, call.state.now());
        for (const step of stepsOf(run)) if (Number(step.status) < 10) step.status = runStatus.cancelled;
        return found(shown(call, run));
      }),
  },
  {
    method: 'GET',
    path: `${runs}:run/retry/`,
    query: ['include_related'],
    handle: (call) =>
      withRun(call, (run) => {
        const failed = stepsOf(run).find(({ status }) => status === runStatus.error);
        const later = stepsOf(run).filter(({ status }) => status === runStatus.cancelled);
        return found({ failed_step: failed?.name ?? null, skipped_steps: later.map(({ name }) => name) });
      }),
  },
  {
    method: 'POST',
    path: `${runs}:run/retry/`,
    handle: (call) =>
      withRun(call, (run) => {
        const newer = [...call.state.runs.values()].some((row) => row.job_id === run.job_id && row.id > run.id);
        const reason = newer ? 'RETRY_NOT_LATEST_RUN' : run.is_error ? undefined : 'RETRY_NOT_FAILED_RUN';
        if (reason) return refused(400, 'The run cannot be retried.', { retry_not_supported_reason: reason });
        const job = call.state.jobs.get(Number(run.job_id));
        if (!job) return missing();
        const cause = `Retry of run ${run.id}`;
        return found(shown(call, queueRun(call.state, job, { ...(run.trigger as object), cause }, run)));
      }),
  },
];

function withRun(call: Call, go: (run: Row) => ReturnType<Route['handle']>) {
  const run = call.state.runs.get(call.ids.run ?? 0);
  return run ? go(run) : missing();
}

/** Steps, logs and the trigger are answered to those only who ask for them. */
function shown({ query, state }: Call, run: Row): Row {
  const asked = new Set((query.get('include_related') ?? '').replace(/[[\]" ]/g, '').split(','));
  const steps = stepsOf(run).map((step) => ({
    ...step,
    logs: state.logsInRuns ? step.logs : null,
    debug_logs: asked.has('debug_logs') && state.logsInRuns ? step.debug_logs : null,
  }));
  return {
    ...run,
    trigger: asked.has('trigger') ? run.trigger : null,
    run_steps: asked.has('run_steps') ? steps : [],
  };
}
