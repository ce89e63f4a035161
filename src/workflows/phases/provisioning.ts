import { targetOf } from '../targets/target-of.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Asks whether to provision now or later, and does. */
export async function provisioning({ run }: PhaseContext): Promise<NextPhase> {
  const target = targetOf(run.state);
  await target.preview(run);
  const decision = await run.ask('provision');
  if (decision?.kind !== 'provision') return 'live';
  await target.provision(run, decision);
  return 'running';
}
