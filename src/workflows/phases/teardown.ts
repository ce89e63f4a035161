import { inWords, noteTaken, standingThings } from '../../domain/build/standing.ts';
import { outside, repositories } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import { publishedWith } from '../publish-repository.ts';
import { targetOf } from '../targets/target-of.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Takes away all that was made and leaves the record. */
export async function teardown({ run }: PhaseContext): Promise<NextPhase> {
  await tearDown(run);
  run.state.outcome = 'torn-down';
  return 'end';
}

/** Takes away what stands, and lets go of what was stored. */
export async function tearDown(run: BuildRun): Promise<void> {
  await takeAway(run);
  run.state.left.push(...standingThings(run.state));
  await run.step('release-artifacts', {}, () => outside.releaseArtifacts({ buildId: run.state.id }));
}

/** Takes away what stands outside, whether it was finished or only begun: each thing is found by the build's id. */
export async function takeAway(run: BuildRun): Promise<void> {
  await targetOf(run.state).takeAway(run);
  if (run.state.begun.includes('repository')) await retireRepository(run);
}

async function retireRepository(run: BuildRun): Promise<void> {
  const { state } = run;
  const archive = state.options.archiveRepository;
  const retired = await run.skippableStep('retire-repository', {}, async () => {
    await repositories(state.target).retireRepository({ buildId: state.id, archive, ...publishedWith(state) });
    return true;
  });
  if (!retired) return;
  if (archive) state.left.push(`${inWords('repository', state)} (archived)`);
  noteTaken(state, 'repository');
  delete state.repository;
}
