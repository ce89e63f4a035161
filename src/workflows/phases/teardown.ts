import { outside } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Takes away all that was made and leaves the record. */
export async function teardown({ run }: PhaseContext): Promise<NextPhase> {
  await tearDown(run);
  run.state.outcome = 'torn-down';
  return 'end';
}

export async function tearDown(run: BuildRun): Promise<void> {
  const { state } = run;
  const { id: buildId, environment } = state;
  if (environment) {
    const { generation } = environment;
    if (environment.schedule !== undefined) {
      await run.step('delete-schedule', {}, () => outside.deleteSchedule({ buildId, generation }));
    }
    await run.step('remove-environments', {}, () => outside.removeEnvironments({ buildId, generation }));
    delete state.environment;
    delete state.landed;
  }
  if (state.repository) {
    const archive = state.options.archiveRepository;
    const retired = await run.skippableStep('retire-repository', {}, async () => {
      await outside.retireRepository({ buildId, archive });
      return true;
    });
    if (!retired || archive) state.left.push(`repository ${state.repository.name}${retired ? ' (archived)' : ''}`);
    if (retired) delete state.repository;
  }
  await run.step('release-artifacts', {}, () => outside.releaseArtifacts({ buildId }));
}
