import { ApplicationFailure, CancellationScope } from '@temporalio/workflow';
import type { InfrastructureInput } from '../../activities/dbt-cloud/contract.ts';
import { noAccess } from '../../domain/accounts/account-access.ts';
import type { InfrastructureState } from '../../domain/build/infrastructure.ts';
import { inWords, noteTaken } from '../../domain/build/standing.ts';
import type { Digest, OutsideThing } from '../../domain/build/state.ts';
import { dbtCloudSteps } from '../activity-proxies.ts';
import { type BuildRun, RolledBack } from '../build-run.ts';
import { runCloudJob, runPullRequest } from './cloud-runs.ts';
import type { Target } from './target.ts';

/** GitHub, and dbt Cloud by Terraform. */
export const dbtCloud: Target = {
  async prepare(run) {
    const { state } = run;
    const { brief } = state;
    await run.skippableStep('check-accounts', {}, async () => {
      const looked = await dbtCloudSteps().checkAccounts({ ...accountsOf(run), brief });
      state.accounts = looked;
      if (looked.failed === 0) return;
      throw ApplicationFailure.nonRetryable(
        `${looked.failed === 1 ? 'One check' : `${looked.failed} checks`} of the accounts failed.`,
        'accounts-not-ready',
        'Mend what the table says, or enter other values.',
      );
    });
    const template = await run.step('read-template', {}, () => dbtCloudSteps().readTemplateRepository(accountsOf(run)));
    if (template) state.template = template;
  },

  async preview(run) {
    const { state } = run;
    delete state.plan;
    const plan = await run.skippableStep('plan-infrastructure', {}, () =>
      dbtCloudSteps().planInfrastructure(infrastructureOf(run)),
    );
    if (plan) state.plan = plan;
  },

  async provision(run, { schedule, options, access }) {
    const { state } = run;
    if (access) run.enterAccounts(access);
    if (options) state.infrastructureOptions = options;
    const cron = schedule ?? state.options.schedule;
    const infrastructure = await apply(run, cron);
    state.environment = { generation: 1, schema: infrastructure.schemas.production, cron };
    await run.step('await-repository', {}, () => dbtCloudSteps().awaitRepository(madeOf(run)));
  },

  async firstRuns(run) {
    const { state } = run;
    await runCloudJob(run, { step: 'load-raw-data', job: 'load', subject: 'day-one', mustKeepPromise: true });
    state.landed = 'day-one';
    await runCloudJob(run, { step: 'run-production', job: 'production', mustKeepPromise: true });
    if (state.outline?.hasMetrics && !state.infrastructure?.semanticLayer) await setUpSemanticLayer(run);
    await openPullRequests(run);
  },

  async land(run, batch) {
    await runCloudJob(run, { step: 'land-raw-data', job: 'load', subject: batch, mustKeepPromise: true });
    run.state.landed = batch;
    await runCloudJob(run, { step: 'run-after-landing', job: 'production', subject: batch, mustKeepPromise: false });
  },

  async setBack(run) {
    const { state } = run;
    await closePullRequests(run);
    await run.step('reset-environments', {}, () => dropSchemas(run));
    delete state.landed;
  },

  async setSchedule(run, on) {
    const { state } = run;
    const { environment } = state;
    if (!environment) return;
    const done = await run.skippableStep('set-schedule', {}, async () => {
      await dbtCloudSteps().setCloudSchedule({ ...madeOf(run), on });
      return true;
    });
    if (!done) return;
    const { paused: _, ...rest } = environment;
    state.environment = on ? rest : { ...rest, paused: true };
  },

  async takeAway(run) {
    const { state } = run;
    if (state.begun.includes('pull-requests')) await closePullRequests(run);
    if (state.begun.includes('schemas') && state.infrastructure) {
      await taken(run, 'schemas', 'drop-schemas', () => dropSchemas(run));
      delete state.landed;
    }
    if (state.begun.includes('infrastructure')) {
      await taken(run, 'infrastructure', 'destroy-infrastructure', () =>
        dbtCloudSteps().destroyInfrastructure(infrastructureOf(run)),
      );
      delete state.infrastructure;
      delete state.environment;
      delete state.plan;
    }
  },
};

/** Terraform, until its plan is one that may be carried out: what deletes, replaces or lacks something is shown first. */
async function apply(run: BuildRun, cron: string): Promise<InfrastructureState> {
  const { state } = run;
  for (let approved: string | undefined; ; ) {
    const word = approved === undefined ? {} : { approved };
    const applied = await run.step('apply-infrastructure', {}, () =>
      dbtCloudSteps().applyInfrastructure({ ...infrastructureOf(run), schedule: cron, ...word }),
    );
    if (applied.kind === 'applied') {
      state.infrastructure = applied.infrastructure;
      delete state.plan;
      return applied.infrastructure;
    }
    state.plan = applied.plan;
    const decision = await run.ask('review-plan');
    if (decision?.kind === 'roll-back') throw new RolledBack();
    approved = decision?.kind === 'approve-plan' ? decision.changes : undefined;
  }
}

/** dbt Cloud takes it only after a green run; a demo shows much without it. */
async function setUpSemanticLayer(run: BuildRun): Promise<void> {
  const { state } = run;
  const applied = await run.skippableStep('set-up-semantic-layer', {}, async () => {
    const done = await dbtCloudSteps().applyInfrastructure({ ...infrastructureOf(run), semanticLayer: true });
    if (done.kind === 'applied') return done.infrastructure;
    state.plan = done.plan;
    throw ApplicationFailure.nonRetryable(
      'Setting up the Semantic Layer would change more than that.',
      'infrastructure-drifted',
      'Somebody changed the project in dbt Cloud: look there, then try again, or go on without.',
    );
  });
  delete state.plan;
  if (applied) state.infrastructure = applied;
}

async function openPullRequests(run: BuildRun): Promise<void> {
  const { state } = run;
  if ((state.outline?.changes.length ?? 0) === 0) return;
  const opened = await run.skippableStep('open-pull-requests', {}, () =>
    dbtCloudSteps().openPullRequests({ ...accountsOf(run), project: projectOf(run) }),
  );
  if (!opened) return;
  state.pullRequests = opened;
  // Side by side, as dbt Cloud runs them; when one has to give up, so do the others.
  await CancellationScope.cancellable(async () => {
    try {
      await Promise.all(opened.map((pullRequest) => runPullRequest(run, pullRequest)));
    } catch (error) {
      CancellationScope.current().cancel();
      throw error;
    }
  });
}

async function closePullRequests(run: BuildRun): Promise<void> {
  const { state } = run;
  const { pullRequests = [] } = state;
  await taken(run, 'pull-requests', 'close-pull-requests', () =>
    dbtCloudSteps().closePullRequests({ ...accountsOf(run), pullRequests }),
  );
  delete state.pullRequests;
}

function dropSchemas(run: BuildRun): Promise<void> {
  return dbtCloudSteps().dropSchemas({ ...madeOf(run), runId: `drop-${++run.state.runIds}` });
}

/** Takes a thing away; where a person goes on without that, it is listed as left. */
async function taken(
  run: BuildRun,
  thing: OutsideThing,
  step: 'close-pull-requests' | 'drop-schemas' | 'destroy-infrastructure',
  work: () => Promise<void>,
): Promise<void> {
  const { state } = run;
  const words = inWords(thing, state);
  const done = await run.skippableStep(step, {}, async () => {
    await work();
    return true;
  });
  if (!done) state.left.push(words);
  noteTaken(state, thing);
}

function accountsOf({ state }: BuildRun) {
  return { buildId: state.id, access: state.access ?? noAccess };
}

function projectOf(run: BuildRun): Digest {
  const { project } = run.revision;
  if (project === undefined) throw new Error('nothing has been rendered to provision');
  return project;
}

function madeOf(run: BuildRun) {
  const { infrastructure } = run.state;
  if (!infrastructure) throw new Error('nothing was provisioned');
  return { ...accountsOf(run), project: projectOf(run), infrastructure };
}

function infrastructureOf(run: BuildRun): InfrastructureInput {
  const { state } = run;
  const { repository, environment, warehouse, options, infrastructureOptions = {}, infrastructure } = state;
  if (!repository) throw new Error('nothing is published that could be provisioned');
  return {
    ...accountsOf(run),
    project: projectOf(run),
    warehouse,
    cloneUrl: repository.cloneUrl,
    schedule: environment?.cron ?? options.schedule,
    scheduleActive: environment?.paused !== true,
    options: infrastructureOptions,
    semanticLayer: infrastructure?.semanticLayer ?? false,
    secretVersion: state.secretVersion ?? 1,
  };
}
