import type { BuildState } from '../../domain/build/state.ts';
import type { AppDeps } from '../app-deps.ts';
import { listRuns } from '../live/list-runs.ts';
import { listScheduled } from '../live/scheduled-runs.ts';
import { findStopped } from '../live/stopped-run.ts';
import type { Special } from './stored-answers.ts';

/** The run that is to be gone on with, which has to be the one that stopped, with no other one under way. */
export async function resumedRun(
  deps: Pick<AppDeps, 'artifacts' | 'client' | 'records'>,
  state: BuildState,
  run: string,
): Promise<Special> {
  // What is refused whatever stopped is said by the build itself.
  if (state.ask?.kind !== 'live' || state.target !== 'local') return { ok: true, fields: { run } };
  if ((await listScheduled(deps.client, state, 'Running')).length > 0) {
    return refused('A run by schedule is under way. Wait until it has ended, then decide again.');
  }
  const stopped = await findStopped(deps.client, state, await listRuns(deps, state));
  if (stopped?.id === run) return { ok: true, fields: { run } };
  return refused(
    stopped
      ? `The production run that can be gone on with is ${stopped.id}.`
      : 'No production run of this demo waits to be gone on with.',
  );
}

function refused(sentence: string): Special {
  return { ok: false, field: 'run', errors: [sentence] };
}
