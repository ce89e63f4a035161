import type { BuildState } from '../../domain/build/state.ts';
import type { LiveNowProps } from '../../views/live/live-now.tsx';
import type { AppContext } from '../app-context.ts';
import { loadResults, loadScenario } from '../builds/load.ts';
import { asOfDay } from '../setup/as-of.ts';
import { listRuns } from './list-runs.ts';

/** What the page of a demo that is up shows of its present state; `undefined` when it has no scenario. */
export async function loadLive(
  context: Pick<AppContext, 'artifacts' | 'records'>,
  state: BuildState,
): Promise<LiveNowProps | undefined> {
  const { artifacts } = context;
  const scenario = await loadScenario(artifacts, state);
  if (!scenario) return undefined;
  const runs = await listRuns(context, state);
  const run = runs.findLast(({ job }) => job === 'production');
  return {
    state,
    scenario,
    runs,
    production: run && { run, results: await loadResults(artifacts, run.results) },
    lastDay: asOfDay(undefined, state.timeZone, new Date()),
  };
}
