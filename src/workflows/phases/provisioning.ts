import { outside } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Asks whether to provision now or later. */
export async function provisioning({ run }: PhaseContext): Promise<NextPhase> {
  const decision = await run.ask('provision');
  if (decision?.kind !== 'provision') return 'live';
  await provision(run, decision.schedule);
  return 'running';
}

/** Makes the environments and the scheduled production job. */
export async function provision(run: BuildRun, schedule: string | undefined): Promise<void> {
  const { state } = run;
  const { project } = run.revision;
  if (project === undefined) throw new Error('nothing has been rendered to provision');
  const generation = (state.environment?.generation ?? 0) + 1;
  const cron = schedule ?? state.options.schedule;
  const { schema } = await run.step('create-environments', {}, () =>
    outside.createEnvironments({ buildId: state.id, generation, project }),
  );
  state.environment = { generation, schema, cron };
  const scheduled = await run.skippableStep('create-schedule', {}, () =>
    outside.createSchedule({ buildId: state.id, generation, cron, timeZone: state.timeZone }),
  );
  if (scheduled) state.environment = { ...state.environment, schedule: scheduled.schedule };
}
