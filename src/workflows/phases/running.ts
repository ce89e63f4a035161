import { targetOf } from '../targets/target-of.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Loads day one, runs production, lets CI build each change. */
export async function running({ run }: PhaseContext): Promise<NextPhase> {
  await targetOf(run.state).firstRuns(run);
  return 'live';
}
