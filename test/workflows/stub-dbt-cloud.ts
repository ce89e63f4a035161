import type { DbtCloudActivities } from '../../src/activities/dbt-cloud/contract.ts';
import type { AccountAccess } from '../../src/domain/accounts/account-access.ts';
import type { InfrastructureState, PlanState } from '../../src/domain/build/infrastructure.ts';
import type { RunState } from '../../src/domain/build/state.ts';
import { digest } from './digest.ts';

export const infrastructure: InfrastructureState = {
  projectId: 7,
  repositoryId: 8,
  connection: { id: 9, made: true },
  environments: { development: 10, production: 11, integration: 12 },
  jobs: { load: 13, production: 14, ci: 15 },
  schemas: { production: 'acme_b1', raw: 'acme_b1_raw' },
  urls: {
    project: 'https://dbt.test/project',
    develop: 'https://dbt.test/develop',
    production: 'https://dbt.test/production',
    jobs: { load: 'https://dbt.test/13', production: 'https://dbt.test/14', ci: 'https://dbt.test/15' },
  },
  semanticLayer: false,
};

export const plan: PlanState = {
  preview: digest('preview'),
  changes: digest('changes'),
  counts: { create: 12, update: 0, replace: 0, delete: 0, adopt: 0 },
  reasons: [],
};

/** What the stand-in accounts are like; each can be changed by a test. */
export interface StubAccounts {
  /** How many of the next looks find a check that fails. */
  failedChecks: number;
  /** How many of the next applies wait for a person's word. */
  waitingPlans: number;
  /** Runs that end red, by job, with how many of the next ones do. */
  readonly redRuns: Map<RunState['job'], number>;
}

export function stubAccounts(): StubAccounts {
  return { failedChecks: 0, waitingPlans: 0, redRuns: new Map() };
}

/** Steps in accounts that succeed at once. */
export function stubDbtCloud(
  accounts: () => StubAccounts,
  enter: (name: string, input: { readonly access: AccountAccess }) => Promise<void>,
): DbtCloudActivities {
  const runOf = (job: RunState['job'], runId: string, subject: string | undefined): RunState => {
    const left = accounts().redRuns.get(job) ?? 0;
    accounts().redRuns.set(job, Math.max(0, left - 1));
    const green = left === 0;
    return {
      ...{ id: runId, job, status: green ? 'green' : 'red', asPromised: green, seconds: 1, cloudId: 1000 + left },
      ...(subject === undefined ? {} : { subject }),
      endedAt: new Date(0).toISOString(),
      results: digest('results'),
    };
  };
  return {
    async checkAccounts(input) {
      await enter('checkAccounts', input);
      const failed = accounts().failedChecks > 0 ? 1 : 0;
      accounts().failedChecks -= failed;
      return { checks: digest('checks'), failed, unknown: 1, at: new Date(0).toISOString() };
    },
    async readTemplateRepository(input) {
      await enter('readTemplateRepository', input);
      return null;
    },
    async planInfrastructure(input) {
      await enter('planInfrastructure', input);
      return plan;
    },
    async applyInfrastructure(input) {
      await enter('applyInfrastructure', input);
      if (accounts().waitingPlans > 0 && input.approved === undefined) {
        accounts().waitingPlans -= 1;
        return { kind: 'waits', plan: { ...plan, reasons: [{ kind: 'gone', about: ['dbtcloud_project.demo'] }] } };
      }
      return { kind: 'applied', infrastructure: { ...infrastructure, semanticLayer: input.semanticLayer } };
    },
    awaitRepository: (input) => enter('awaitRepository', input),
    async runCloudJob(input) {
      await enter('runCloudJob', input);
      return runOf(input.job, input.runId, input.subject);
    },
    async openPullRequests(input) {
      await enter('openPullRequests', input);
      const commit = 'd'.repeat(40);
      return [{ change: 'fan-out', number: 1, url: 'https://github.test/1', branch: 'change/fan-out', commit }];
    },
    async runPullRequest(input) {
      await enter('runPullRequest', input);
      return runOf('ci', input.runId, input.pullRequest.change);
    },
    closePullRequests: (input) => enter('closePullRequests', input),
    setCloudSchedule: (input) => enter('setCloudSchedule', input),
    dropSchemas: (input) => enter('dropSchemas', input),
    destroyInfrastructure: (input) => enter('destroyInfrastructure', input),
  };
}
