import { ApplicationFailure } from '@temporalio/activity';
import type { DbtCloudActivities } from '../../src/activities/dbt-cloud/contract.ts';
import type { AccountCheck } from '../../src/domain/accounts/account-check.ts';
import type { InfrastructureState, PlanState } from '../../src/domain/build/infrastructure.ts';
import type { Preview } from '../../src/domain/build/plan-preview.ts';
import { putJson } from '../../src/integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../src/integrations/artifacts/store.ts';
import { cloud, cloudPreview, infrastructure } from '../views/fixtures/cloud.ts';
import { aRun } from '../views/fixtures/reports.ts';

/** Steps in dbt Cloud that succeed at once, store what is looked at, and remember what they were asked. */
export class CloudSteps {
  readonly calls: { readonly name: keyof DbtCloudActivities; readonly input: unknown }[] = [];
  checks: readonly AccountCheck[] = [];
  /** The failure of a step, by its name, as often as there are ones left. */
  readonly failing = new Map<keyof DbtCloudActivities, { readonly code: string; times: number }>();
  /** Why the plan is shown before it is carried out. */
  reasons: PlanState['reasons'] = [];

  reset(): void {
    this.calls.length = 0;
    this.checks = [];
    this.failing.clear();
    this.reasons = [];
  }

  last<Name extends keyof DbtCloudActivities>(name: Name): Parameters<DbtCloudActivities[Name]>[0] | undefined {
    // It was kept under the name of its step.
    return this.calls.findLast((call) => call.name === name)?.input as Parameters<DbtCloudActivities[Name]>[0];
  }

  private enter(name: keyof DbtCloudActivities, input: unknown): void {
    this.calls.push({ name, input });
    const failing = this.failing.get(name);
    if (!failing || failing.times === 0) return;
    failing.times -= 1;
    throw ApplicationFailure.nonRetryable(`${name} does not work.`, failing.code, 'Mend it.');
  }

  private async plan(artifacts: ArtifactStore, preview: Preview): Promise<PlanState> {
    const counts = { create: preview.items.length, update: 0, replace: 0, delete: 0, adopt: 0 };
    return { preview: await putJson(artifacts, preview), changes: preview.digest, counts, reasons: this.reasons };
  }

  activities(artifacts: ArtifactStore): DbtCloudActivities {
    const enter = (name: keyof DbtCloudActivities, input: unknown) => this.enter(name, input);
    return {
      checkAccounts: async (input) => {
        enter('checkAccounts', input);
        const count = (state: AccountCheck['state']) => this.checks.filter((check) => check.state === state).length;
        const checks = await putJson(artifacts, this.checks);
        return { checks, failed: count('failed'), unknown: count('unknown'), at: new Date(0).toISOString() };
      },
      readTemplateRepository: async (input) => {
        enter('readTemplateRepository', input);
        return null;
      },
      planInfrastructure: async (input) => {
        enter('planInfrastructure', input);
        return this.plan(artifacts, cloudPreview);
      },
      applyInfrastructure: async (input) => {
        enter('applyInfrastructure', input);
        if (this.reasons.length > 0 && input.approved !== cloudPreview.digest) {
          return { kind: 'waits', plan: await this.plan(artifacts, cloudPreview) };
        }
        const made: InfrastructureState = { ...infrastructure, semanticLayer: input.semanticLayer };
        return { kind: 'applied', infrastructure: made };
      },
      awaitRepository: async (input) => enter('awaitRepository', input),
      runCloudJob: async (input) => {
        enter('runCloudJob', input);
        const results = await putJson(artifacts, aRun(input.job, input.subject ?? null));
        return { ...cloud.run, id: input.runId, job: input.job, results, ...subjectOf(input) };
      },
      openPullRequests: async (input) => {
        enter('openPullRequests', input);
        return cloud.pullRequests;
      },
      runPullRequest: async (input) => {
        enter('runPullRequest', input);
        const results = await putJson(artifacts, aRun('ci', input.pullRequest.change));
        return { ...cloud.run, id: input.runId, job: 'ci', subject: input.pullRequest.change, results };
      },
      closePullRequests: async (input) => enter('closePullRequests', input),
      setCloudSchedule: async (input) => enter('setCloudSchedule', input),
      dropSchemas: async (input) => enter('dropSchemas', input),
      destroyInfrastructure: async (input) => enter('destroyInfrastructure', input),
    };
  }
}

function subjectOf({ subject }: { readonly subject?: string }): { readonly subject?: string } {
  return subject === undefined ? {} : { subject };
}
