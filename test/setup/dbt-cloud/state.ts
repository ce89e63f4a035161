import type { RunPlan } from './run-plan.ts';

/** Anything that the account has, in the form in which the API answers it. */
export type Row = Record<string, unknown> & { id: number };

/** Rows of one kind by id. Ids are never used twice, nor by two kinds, so that a mix-up is seen. */
export type Rows = Map<number, Row>;

/** Secrets are kept apart from the rows, which the API answers as they are. */
export interface Secret {
  readonly kind: string;
  readonly id: number;
  readonly field: string;
  readonly value: string;
}

export interface DbtCloudState {
  readonly accountId: number;
  readonly account: Record<string, unknown>;
  readonly features: Record<string, boolean>;
  /** GitHub App installations that the token's owner sees; a service token is refused the list. */
  installations: { id: number; login: string }[] | 'refused';
  readonly projects: Rows;
  readonly repositories: Rows;
  readonly connections: Rows;
  readonly credentials: Rows;
  readonly environments: Rows;
  /** Values of environment variables, one row a variable and environment (`environment_id` null: the whole project). */
  readonly variables: Rows;
  readonly profiles: Rows;
  readonly jobs: Rows;
  readonly runs: Rows;
  readonly semanticConfigurations: Rows;
  readonly semanticCredentials: Rows;
  readonly secrets: Secret[];
  /** How often a repository is read or nudged before its full name is known. */
  seenAfterReads: number;
  /** What a triggered run does; see `RunPlan`. */
  runPlan: (trigger: Record<string, unknown>, job: Row) => RunPlan;
  /** Whether a run's steps are answered with their logs, or only a step by itself. */
  logsInRuns: boolean;
  /** Whether every read of a run moves it on; else a test moves it by hand. */
  movesByReading: boolean;
  nextId(): number;
  /** An instant of the stand-in's own clock, a second later each time. */
  now(): string;
}

export function emptyState(accountId: number): DbtCloudState {
  let id = 70_000;
  let seconds = Date.UTC(2026, 0, 5, 9) / 1000;
  const now = () => {
    seconds += 1;
    return new Date(seconds * 1000).toISOString().replace('Z', '+00:00');
  };
  const nextId = () => {
    id += 1;
    return id;
  };
  const created = now();
  return {
    accountId,
    account: { ...bareAccount, id: accountId, created_at: created, updated_at: created },
    features: { 'advanced-ci': true, 'partial-parsing': true, 'repo-caching': false },
    installations: 'refused',
    projects: new Map(),
    repositories: new Map(),
    connections: new Map(),
    credentials: new Map(),
    environments: new Map(),
    variables: new Map(),
    profiles: new Map(),
    jobs: new Map(),
    runs: new Map(),
    semanticConfigurations: new Map(),
    semanticCredentials: new Map(),
    secrets: [],
    seenAfterReads: 0,
    runPlan: () => ({ ends: 'success' }),
    logsInRuns: true,
    movesByReading: true,
    nextId,
    now,
  };
}

/** An account as it is answered, without its id and instants. */
const bareAccount = {
  name: 'Stand-in',
  state: 1,
  plan: 'enterprise_2025',
  run_slots: 10,
  developer_seats: 8,
  it_seats: 0,
  explorer_seats: 0,
  analyst_seats: 0,
  read_only_seats: 50,
  locked: false,
  lock_reason: null,
  lock_cause: null,
  unlocked_at: null,
  pending_cancel: false,
  billing_email_address: null,
  pod_memory_request_mebibytes: 600,
  develop_pod_memory_request_mebibytes: 600,
  run_duration_limit_seconds: 86_400,
  queue_limit: 50,
  enterprise_login_slug: null,
  business_critical: false,
  starter_repo_url: null,
  git_auth_level: 'personal',
  identifier: 'standin',
  trial_end_date: null,
  static_subdomain: 'ab123',
  vanity_subdomain: null,
  run_locked_until: null,
  docs_job_id: null,
  freshness_job_id: null,
  copilot_locked_until: null,
  agent_credit_locked: false,
  account_migration_events: [],
  groups: [],
};

/** Whether a row is there, as far as the API tells: deleting often means `state` 2. */
export function isThere(row: Row | undefined): row is Row {
  return row !== undefined && row.state !== 2;
}
