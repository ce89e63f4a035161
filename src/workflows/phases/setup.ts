import { pure } from '../activity-proxies.ts';
import { targetOf } from '../targets/target-of.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Checks the brief and what it will need, before any work. */
export async function setup({ run }: PhaseContext): Promise<NextPhase> {
  await run.publish();
  await run.step('check-brief', {}, () => pure.checkBrief({ brief: run.state.brief }));
  await targetOf(run.state).prepare(run);
  return 'scenario';
}
