import { outside } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';

/** Replaces the environments by empty ones of the next generation; runs of the old one do nothing from here on. */
export async function setBackEnvironments(run: BuildRun): Promise<void> {
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
        timeZone: state.timeZone,
      });
    }
  });
  delete state.landed;
}
