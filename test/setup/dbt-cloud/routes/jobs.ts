import { z } from 'zod';
import { type Call, found, gone, listed, missing, pageQuery, type Route, refused } from '../answer.ts';
import { isThere, type Row } from '../state.ts';
import { belongs } from './projects.ts';

const schedule = z.strictObject({
  cron: z.string().optional(),
  date: z.strictObject({
    type: z.enum(['every_day', 'days_of_week', 'custom_cron', 'interval_cron']),
    days: z.array(z.number().int().min(0).max(6)).nullish(),
    cron: z.string().nullish(),
  }),
  time: z.strictObject({
    type: z.enum(['every_hour', 'at_exact_hours']),
    interval: z.number().int().optional(),
    hours: z.array(z.number().int().min(0).max(23)).nullish(),
  }),
});

/** The description's fields, and those that the Terraform provider knows besides. */
const body = z.strictObject({
  id: z.number().nullish(),
  account_id: z.number(),
  project_id: z.number(),
  environment_id: z.number(),
  name: z.string().min(1),
  dbt_version: z.string().nullish(),
  deferring_environment_id: z.number().nullish(),
  deferring_job_definition_id: z.number().nullish(),
  description: z.string().optional(),
  execute_steps: z.array(z.string().startsWith('dbt ')).min(1),
  execution: z.strictObject({ timeout_seconds: z.number().int() }),
  generate_docs: z.boolean(),
  job_type: z.enum(['ci', 'scheduled', 'other', 'merge']).optional(),
  lifecycle_webhooks: z.boolean().optional(),
  run_compare_changes: z.boolean(),
  compare_changes_flags: z.string().optional(),
  run_generate_sources: z.boolean(),
  run_lint: z.boolean(),
  errors_on_lint_failure: z.boolean(),
  cost_optimization_features: z.array(z.string()).nullish(),
  force_node_selection: z.boolean().nullish(),
  job_completion_trigger_condition: z.unknown().optional(),
  settings: z.strictObject({ threads: z.number().int().min(1), target_name: z.string() }),
  state: z.union([z.literal(1), z.literal(2)]),
  triggers_on_draft_pr: z.boolean().optional(),
  triggers: z.strictObject({
    github_webhook: z.boolean(),
    schedule: z.boolean(),
    git_provider_webhook: z.boolean().optional(),
    on_merge: z.boolean().optional(),
    custom_branch_only: z.boolean().optional(),
  }),
  schedule: schedule.optional(),
  generate_sources: z.boolean().optional(),
});

export const jobRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/accounts/:account/jobs/',
    query: [...pageQuery, 'project_id', 'environment_id', 'name__icontains'],
    handle: (call) => {
      const { query, state } = call;
      const rows = [...state.jobs.values()].filter(isThere).filter((row) =>
        (['project_id', 'environment_id'] as const).every((name) => {
          const wanted = query.get(name);
          return wanted === null || String(row[name]) === wanted;
        }),
      );
      return listed(rows, call);
    },
  },
  {
    method: 'POST',
    path: '/v2/accounts/:account/jobs/',
    body,
    handle: (call) => {
      const problem = problemOf(call);
      if (problem) return problem;
      const now = call.state.now();
      const id = call.state.nextId();
      const row = { ...bareJob, ...fieldsOf(call), id, created_at: now, updated_at: now };
      call.state.jobs.set(id, row);
      return found(row);
    },
  },
  {
    method: 'GET',
    path: '/v2/accounts/:account/jobs/:job/',
    query: ['include_related'],
    handle: (call) => withJob(call, (row) => found(row)),
  },
  {
    method: 'POST',
    path: '/v2/accounts/:account/jobs/:job/',
    body,
    handle: (call) =>
      withJob(call, (row) => {
        const problem = call.body.state === 2 ? undefined : problemOf(call);
        if (problem) return problem;
        return found(Object.assign(row, fieldsOf(call), { id: row.id, updated_at: call.state.now() }));
      }),
  },
  {
    method: 'DELETE',
    path: '/v2/accounts/:account/jobs/:job/',
    handle: (call) =>
      withJob(call, (row) => {
        row.state = 2;
        return gone;
      }),
  },
];

export function withJob(call: Call, go: (job: Row) => ReturnType<Route['handle']>) {
  const row = call.state.jobs.get(call.ids.job ?? 0);
  return isThere(row) ? go(row) : missing();
}

function problemOf({ state, body }: Call) {
  const project = state.projects.get(Number(body.project_id));
  if (!isThere(project)) return missing();
  if (!belongs(state.environments.get(Number(body.environment_id)), project))
    return invalid('environment_id', 'Environment not found in project.');
  const deferring = body.deferring_environment_id;
  if (typeof deferring === 'number' && !isThere(state.environments.get(deferring)))
    return invalid('deferring_environment_id', 'Environment not found.');
  if (typeof body.force_node_selection === 'boolean' && typeOf(body) === 'ci')
    return invalid('force_node_selection', 'Not allowed for CI jobs.');
  const { date } = schedule.parse(body.schedule ?? bareJob.schedule);
  if (date.type === 'custom_cron' && !date.cron)
    return invalid('schedule', { date: { cron: 'required key not provided' } });
  return undefined;
}

function invalid(field: string, problem: unknown) {
  return refused(400, 'The request was invalid.', { [field]: problem });
}

function fieldsOf({ body }: Call) {
  const { id: _, ...fields } = body;
  const planned = schedule.parse(body.schedule ?? bareJob.schedule);
  const cron = planned.date.cron ?? planned.cron ?? '';
  return {
    ...fields,
    job_type: body.job_type ?? typeOf(body),
    cost_optimization_features: body.cost_optimization_features ?? [],
    schedule: { ...planned, cron },
  };
}

function typeOf(body: Record<string, unknown>): string {
  const triggers = body.triggers as Record<string, boolean | undefined>;
  if (triggers.git_provider_webhook || triggers.github_webhook) return 'ci';
  if (triggers.on_merge) return 'merge';
  return triggers.schedule ? 'scheduled' : 'other';
}

const bareJob = {
  dbt_version: null,
  deferring_environment_id: null,
  deferring_job_definition_id: null,
  description: '',
  is_deferrable: true,
  lifecycle_webhooks: false,
  lifecycle_webhooks_url: null,
  raw_dbt_version: null,
  compare_changes_flags: '--select state:modified',
  run_failure_count: 0,
  triggers_on_draft_pr: false,
  job_completion_trigger_condition: null,
  account: null,
  project: null,
  environment: null,
  fusion_readiness: null,
  schedule: {
    cron: '0 * * * *',
    date: { type: 'every_day' as const },
    time: { type: 'every_hour' as const, interval: 1 },
  },
  generate_sources: false,
};
