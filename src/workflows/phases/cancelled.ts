import { sleep } from '@temporalio/workflow';
import { standingThings } from '../../domain/build/standing.ts';
import type { BuildRun } from '../build-run.ts';
import { tearDown } from './teardown.ts';

/** After a cancel: offers to roll back what was made or begun, and lists what stays. */
export async function closeCancelled(run: BuildRun): Promise<void> {
  const { state } = run;
  if (state.begun.length === 0) {
    // A close is undone when an activity's end came in meanwhile, and the message taken in the same task would be lost by it.
    await sleep(1);
    return;
  }
  const decision = await run.ask('roll-back');
  if (decision?.kind === 'tear-down') await tearDown(run);
  else state.left.push(...standingThings(state));
}
