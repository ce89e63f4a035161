import { noteTaken } from '../../domain/build/standing.ts';
import { startedBySchedule } from '../../domain/build/started-by-schedule.ts';
import { timesOf } from '../../domain/build/times-of.ts';
import { outside } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import { runJob } from '../jobs.ts';
import type { ProvisionWish, Target } from './target.ts';

/** On this machine: environments in one DuckDB file, jobs as workflows, a schedule of Temporal's. */
export const local: Target = {
  async prepare() {},

  async preview() {},

  async provision(run, { schedule }: ProvisionWish) {
    const { state } = run;
    const { project } = run.revision;
    if (project === undefined) throw new Error('nothing has been rendered to provision');
    const generation = (state.environment?.generation ?? 0) + 1;
    const times = timesOf(state, schedule);
    const { schema } = await run.step('create-environments', {}, () =>
      outside.createEnvironments({ buildId: state.id, generation, project }),
    );
    state.environment = { generation, schema, ...times };
    const scheduled = await run.skippableStep('create-schedule', {}, () =>
      outside.createSchedule({ buildId: state.id, generation, ...times, timeZone: state.timeZone }),
    );
    if (scheduled) state.environment = { ...state.environment, schedule: scheduled.schedule };
  },

  async firstRuns(run) {
    const { state } = run;
    await runJob(run, { step: 'load-raw-data', job: 'load', subject: 'day-one', mustKeepPromise: true });
    state.landed = 'day-one';
    await runJob(run, { step: 'run-production', job: 'production', mustKeepPromise: true });
    for (const change of state.outline?.changes ?? []) {
      await runJob(run, { step: 'run-ci', job: 'ci', subject: change, mustKeepPromise: false });
    }
  },

  async land(run, batch) {
    await runJob(run, { step: 'land-raw-data', job: 'load', subject: batch, mustKeepPromise: true });
    run.state.landed = batch;
    await runJob(run, { step: 'run-after-landing', job: 'production', subject: batch, mustKeepPromise: false });
    return true;
  },

  async resume(run, stopped) {
    const { state } = run;
    const { schedule } = startedBySchedule(state, stopped) ?? {};
    // What no longer fits starts from the first command, as it was started then.
    const subject = state.runs.find(({ id }) => id === stopped)?.subject;
    await runJob(run, {
      ...{ step: 'resume-production', job: 'production', mustKeepPromise: false, goesOn: stopped },
      ...(subject === undefined ? {} : { subject }),
      ...(schedule?.fullRefresh ? { fullRefresh: true } : {}),
    });
  },

  async clear() {},

  /** Replaces the environments by empty ones of the next generation; runs of the old one do nothing from here on. */
  async setBack(run) {
    const { state, revision } = run;
    const { environment } = state;
    const { project } = revision;
    if (!environment || project === undefined) throw new Error('there are no environments to set back');
    const generation = environment.generation + 1;
    await run.step('reset-environments', {}, async () => {
      const { schema } = await outside.createEnvironments({ buildId: state.id, generation, project });
      state.environment = { ...environment, generation, schema };
      if (environment.schedule !== undefined) {
        await outside.createSchedule({
          buildId: state.id,
          generation,
          cron: environment.cron,
          ...(environment.schedules ? { schedules: environment.schedules } : {}),
          timeZone: state.timeZone,
        });
      }
    });
    delete state.landed;
  },

  async setSchedule() {},

  async takeAway(run) {
    const { state } = run;
    if (state.begun.includes('schedule')) await deleteSchedule(run);
    if (state.begun.includes('environments')) await removeEnvironments(run);
  },
};

async function deleteSchedule(run: BuildRun): Promise<void> {
  const { state } = run;
  const ids = state.environment?.schedules?.map(({ id }) => id);
  const named = ids ? { schedules: ids } : {};
  await run.step('delete-schedule', {}, () => outside.deleteSchedule({ ...environmentOf(run), ...named }));
  noteTaken(state, 'schedule');
  if (!state.environment) return;
  const { schedule: _, ...unscheduled } = state.environment;
  state.environment = unscheduled;
}

async function removeEnvironments(run: BuildRun): Promise<void> {
  const { state } = run;
  await run.step('remove-environments', {}, () => outside.removeEnvironments(environmentOf(run)));
  noteTaken(state, 'environments');
  delete state.environment;
  delete state.landed;
}

function environmentOf({ state }: BuildRun): { buildId: string; generation: number } {
  return { buildId: state.id, generation: state.environment?.generation ?? 1 };
}
