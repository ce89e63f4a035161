import type { BuildRun } from '../build-run.ts';
import { tearDown } from './teardown.ts';

/** After a cancel: offers to roll back what was made, and lists what stays. */
export async function closeCancelled(run: BuildRun): Promise<void> {
  const { state } = run;
  delete state.ask;
  state.outcome = 'cancelled';
  const standing = [
    ...(state.repository ? [`repository ${state.repository.name}`] : []),
    ...(state.environment ? [`environments with schema ${state.environment.schema}`] : []),
    ...(state.environment?.schedule === undefined ? [] : [`schedule ${state.environment.schedule}`]),
  ];
  if (standing.length === 0) return;
  const decision = await run.ask('roll-back');
  if (decision?.kind === 'tear-down') await tearDown(run);
  else state.left.push(...standing);
}
