import { inWords, noteTaken } from '../../domain/build/standing.ts';
import type { OutsideThing } from '../../domain/build/state.ts';
import { outside } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Takes away all that was made and leaves the record. */
export async function teardown({ run }: PhaseContext): Promise<NextPhase> {
  await tearDown(run);
  run.state.outcome = 'torn-down';
  return 'end';
}

/** Takes away what stands, whether it was finished or only begun: each thing is found by the build's id. */
export async function tearDown(run: BuildRun): Promise<void> {
  const { state } = run;
  const stands = (thing: OutsideThing) => state.begun.includes(thing);
  if (stands('schedule')) await deleteSchedule(run);
  if (stands('environments')) await removeEnvironments(run);
  if (stands('repository')) await retireRepository(run);
  await run.step('release-artifacts', {}, () => outside.releaseArtifacts({ buildId: state.id }));
}

async function deleteSchedule(run: BuildRun): Promise<void> {
  const { state } = run;
  await run.step('delete-schedule', {}, () => outside.deleteSchedule(environmentOf(run)));
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

async function retireRepository(run: BuildRun): Promise<void> {
  const { state } = run;
  const archive = state.options.archiveRepository;
  const retired = await run.skippableStep('retire-repository', {}, async () => {
    await outside.retireRepository({ buildId: state.id, archive });
    return true;
  });
  if (!retired || archive) state.left.push(`${inWords('repository', state)}${retired ? ' (archived)' : ''}`);
  if (!retired) return;
  noteTaken(state, 'repository');
  delete state.repository;
}

function environmentOf({ state }: BuildRun): { buildId: string; generation: number } {
  return { buildId: state.id, generation: state.environment?.generation ?? 1 };
}
