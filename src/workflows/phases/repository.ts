import { publishRepository } from '../publish-repository.ts';
import { targetOf } from '../targets/target-of.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Publishes the approved snapshot: main, the batch branches, the changes. */
export async function repository({ run }: PhaseContext): Promise<NextPhase> {
  await targetOf(run.state).clear(run);
  await publishRepository(run);
  if (!run.state.environment) return 'provisioning';
  // A build that was taken back after provisioning has environments already: they start anew on the new project.
  await targetOf(run.state).setBack(run);
  return 'running';
}
