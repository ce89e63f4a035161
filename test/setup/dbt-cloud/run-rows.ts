import { belongs } from './routes/projects.ts';
import { type RunPlan, type RunStatus, runStatus } from './run-plan.ts';
import type { DbtCloudState, Row } from './state.ts';

/** What is to become of a run that is queued; kept beside its row, which the API answers. */
interface Course {
  readonly plan: RunPlan;
  readonly cloneFails: boolean;
}

const courses = new WeakMap<Row, Course>();
const humanized: Record<number, string> = {
  1: 'Queued',
  2: 'Starting',
  3: 'Running',
  10: 'Success',
  20: 'Error',
  30: 'Cancelled',
};

/** Puts a run of a job into the queue, with the steps that it will have. */
export function queueRun(state: DbtCloudState, job: Row, trigger: Record<string, unknown>, retried?: Row): Row {
  const id = state.nextId();
  const now = state.now();
  const project = state.projects.get(Number(job.project_id));
  const repository = state.repositories.get(Number(project?.repository_id));
  const seen = project && belongs(repository, project) && repository.full_name;
  const commands = (trigger.steps_override as string[] | undefined) ?? (job.execute_steps as string[]);
  const docs = (trigger.generate_docs_override ?? job.generate_docs) === true;
  const names = [
    'Clone git repository',
    'Create profile from connection',
    'Invoke dbt with `dbt deps`',
    ...commands.map((command) => `Invoke dbt with \`${command}\``),
    ...(docs ? ['Invoke dbt with `dbt docs generate`'] : []),
  ];
  const run: Row = {
    ...bareRun,
    id,
    trigger_id: state.nextId(),
    account_id: state.accountId,
    environment_id: job.environment_id,
    project_id: job.project_id,
    job_id: job.id,
    job_definition_id: job.id,
    git_branch: trigger.git_branch ?? 'main',
    git_sha: trigger.git_sha ?? null,
    created_at: now,
    updated_at: now,
    trigger: { ...trigger, job_definition_id: job.id },
    retrying_run_id: retried?.id ?? null,
    href: `https://stand-in.invalid/deploy/${state.accountId}/projects/${job.project_id}/runs/${id}`,
    run_steps: names.map((name, at) => ({
      ...bareStep,
      id: state.nextId(),
      run_id: id,
      index: at + 1,
      name,
      created_at: now,
      updated_at: now,
    })),
  };
  for (const step of stepsOf(run)) step.account_id = state.accountId;
  courses.set(run, { plan: state.runPlan(trigger, job), cloneFails: !seen });
  state.runs.set(id, run);
  setStatus(run, runStatus.queued, now);
  return run;
}

export function stepsOf(run: Row): Record<string, unknown>[] {
  return run.run_steps as Record<string, unknown>[];
}

/** One move on: queued, starting, running, a step a time, the end. An ended run stays. */
export function moveOn(state: DbtCloudState, run: Row): void {
  const course = courses.get(run);
  const now = state.now();
  if (!course || run.is_complete) return;
  if (run.status === runStatus.queued) {
    setStatus(run, runStatus.starting, now);
  } else if (run.status === runStatus.starting) {
    run.started_at = now;
    setStatus(run, runStatus.running, now);
  } else {
    const step = stepsOf(run).find(({ status }) => status === runStatus.queued || status === runStatus.running);
    if (step) moveStepOn(course, run, step, now);
    else if (course.plan.ends !== 'never') setStatus(run, runStatus[course.plan.ends], now);
  }
}

function moveStepOn(course: Course, run: Row, step: Record<string, unknown>, now: string): void {
  if (step.status === runStatus.queued) {
    Object.assign(step, { status: runStatus.running, started_at: now, status_humanized: 'Running' });
    return;
  }
  const { failed, logs } = outcomeOf(course, step);
  const status = failed ? runStatus.error : runStatus.success;
  Object.assign(step, { status, logs, debug_logs: logs, finished_at: now, status_humanized: humanized[status] });
  if (!failed) return;
  for (const later of stepsOf(run)) if (later.status === runStatus.queued) later.status = runStatus.cancelled;
  setStatus(run, runStatus.error, now);
}

function outcomeOf(course: Course, step: Record<string, unknown>): { failed: boolean; logs: string } {
  if (step.index === 1 && course.cloneFails)
    return { failed: true, logs: "fatal: repository 'https://github.com/None.git/' not found\n" };
  const planned = course.plan.steps?.[commandOf(step)];
  return { failed: planned?.fails ?? false, logs: planned?.logs ?? `${String(step.name)} is done\n` };
}

/** The command of a step's name, without `Invoke dbt with`. */
export function commandOf(step: Record<string, unknown>): string {
  return /^Invoke dbt with `(.*)`$/.exec(String(step.name))?.[1] ?? '';
}

/** A file of the run, of the given step or of the last one that has it. */
export function artifactOf(run: Row, path: string, step?: number): unknown {
  const steps = courses.get(run)?.plan.steps ?? {};
  const done = stepsOf(run).filter(({ status, index }) => status !== 1 && status !== 3 && (!step || index === step));
  for (const each of done.reverse()) {
    const planned = steps[commandOf(each)];
    if (path === 'run_results.json') {
      if (planned?.runResults !== undefined) return planned.runResults;
      if (commandOf(each).startsWith('dbt docs')) return { metadata: {}, results: [], elapsed_time: 0, args: {} };
    }
    if (path === 'manifest.json' && planned?.manifest !== undefined) return planned.manifest;
  }
  return undefined;
}

export function setStatus(run: Row, status: RunStatus, now: string): void {
  const ended = status >= runStatus.success;
  Object.assign(run, {
    status,
    updated_at: now,
    status_humanized: humanized[status],
    in_progress: !ended,
    is_complete: ended,
    is_success: status === runStatus.success,
    is_error: status === runStatus.error,
    is_cancelled: status === runStatus.cancelled,
    is_running: status === runStatus.running,
    can_retry: status === runStatus.error,
    retry_not_supported_reason: status === runStatus.error ? null : 'RETRY_NOT_FAILED_RUN',
    ...(ended ? { finished_at: now, artifacts_saved: true } : {}),
  });
}

const bareRun = {
  dbt_version: 'latest',
  status_message: null,
  owner_thread_id: null,
  executed_by_thread_id: null,
  deferring_run_id: null,
  artifacts_saved: false,
  artifact_s3_path: null,
  has_docs_generated: false,
  has_sources_generated: false,
  notifications_sent: false,
  blocked_by: [],
  dequeued_at: null,
  started_at: null,
  finished_at: null,
  last_checked_at: null,
  last_heartbeat_at: null,
  should_start_at: null,
  job: null,
  environment: null,
  deprecation: null,
  duration: '00:00:00',
  queued_duration: '00:00:00',
  run_duration: '00:00:00',
  duration_humanized: '0 minutes',
  queued_duration_humanized: '0 minutes',
  run_duration_humanized: '0 minutes',
  created_at_humanized: 'now',
  finished_at_humanized: 'now',
  used_repo_cache: null,
  audit: null,
};

const bareStep = {
  status: runStatus.queued,
  logs: null,
  debug_logs: null,
  log_path: null,
  debug_log_path: null,
  truncated_debug_logs: null,
  started_at: null,
  finished_at: null,
  status_color: null,
  status_humanized: 'Queued',
  duration: '00:00:00',
  duration_humanized: '0 minutes',
  run_step_command: null,
  run_step_invocation: null,
};
