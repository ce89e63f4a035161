import { ApplicationFailure, CancellationScope } from '@temporalio/workflow';
import { noteTaken } from '../../domain/build/standing.ts';
import type { OutsideThing } from '../../domain/build/state.ts';
import { timesOf } from '../../domain/build/times-of.ts';
import { dbtCloudSteps } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import { apply, upToDate } from './apply-infrastructure.ts';
import { runCloudJob, runPullRequest } from './cloud-runs.ts';
import { accountsOf, infrastructureOf, madeOf, publishedOf, RunId } from './in-accounts.ts';
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
    const times = timesOf(state, schedule);
    const infrastructure = await apply(run, times);
    await run.step('await-repository', {}, async () => {
      await upToDate(run, times);
      await dbtCloudSteps().awaitRepository(madeOf(run));
    });
    state.environment = { generation: 1, schema: infrastructure.schemas.production, ...times };
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
    const loaded = await runCloudJob(run, {
      ...{ step: 'land-raw-data', job: 'load', subject: batch },
      mustKeepPromise: true,
    });
    if (!loaded) return false;
    run.state.landed = batch;
    const ran = await runCloudJob(run, {
      ...{ step: 'run-after-landing', job: 'production', subject: batch },
      mustKeepPromise: false,
    });
    return ran !== undefined;
  },

  async clear(run) {
    if (run.state.begun.includes('pull-requests')) await closePullRequests(run);
  },

  async setBack(run) {
    const { state } = run;
    const drop = droppingSchemas(run);
    await run.step('reset-environments', {}, drop);
    delete state.landed;
  },

  async resume() {},

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
      if (await taken(run, 'schemas', 'drop-schemas', droppingSchemas(run))) delete state.landed;
    }
    if (state.begun.includes('infrastructure')) {
      const input = infrastructureOf(run);
      // From here on it may be half gone: a build that is taken back meanwhile provisions anew.
      delete state.environment;
      delete state.plan;
      const done = await taken(run, 'infrastructure', 'destroy-infrastructure', () =>
        dbtCloudSteps().destroyInfrastructure({ ...input, ...accountsOf(run) }),
      );
      if (done) delete state.infrastructure;
    }
  },
};

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
    dbtCloudSteps().openPullRequests({ ...accountsOf(run), project: publishedOf(run) }),
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
  const done = await taken(run, 'pull-requests', 'close-pull-requests', () =>
    dbtCloudSteps().closePullRequests({ ...accountsOf(run), pullRequests }),
  );
  if (done) delete state.pullRequests;
}

/** Drops the demo's schemas, by one run however often it is tried. */
function droppingSchemas(run: BuildRun): () => Promise<void> {
  const id = new RunId(run, 'drop');
  return () =>
    id.under(async (runId) => {
      await upToDate(run);
      await dbtCloudSteps().dropSchemas({ ...madeOf(run), runId });
    });
}

/** Takes a thing away, and says whether it did; where a person goes on without that, it stands and is known to. */
async function taken(
  run: BuildRun,
  thing: OutsideThing,
  step: 'close-pull-requests' | 'drop-schemas' | 'destroy-infrastructure',
  work: () => Promise<void>,
): Promise<boolean> {
  const done = await run.skippableStep(step, {}, async () => {
    await work();
    return true;
  });
  if (done) noteTaken(run.state, thing);
  return done === true;
}
