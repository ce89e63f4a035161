import type { BuildState } from '../../domain/build/state.ts';
import type { LiveNowProps } from '../../views/live/live-now.tsx';
import { type AppContext, underWay } from '../app-context.ts';
import { loadReport, loadResults, loadScenario } from '../builds/load.ts';
import { asOfDay } from '../setup/as-of.ts';
import { listRuns } from './list-runs.ts';
import { findStopped } from './stopped-run.ts';

/** What the page of a demo that is up shows of its present state; `undefined` when it has no scenario. */
export async function loadLive(
  context: Pick<AppContext, 'artifacts' | 'records' | 'client' | 'hub'>,
  state: BuildState,
): Promise<LiveNowProps | undefined> {
  const { artifacts, client } = context;
  const scenario = await loadScenario(artifacts, state);
  if (!scenario) return undefined;
  // Asked first: a run that ends meanwhile is listed among those that ended, and shown once more when the page hears of it.
  const scheduled = await underWay(context, state);
  const [runs, report] = await Promise.all([listRuns(context, state), loadReport(artifacts, state)]);
  const run = runs.findLast(({ job }) => job === 'production');
  const results = run && (await loadResults(artifacts, run.results));
  return {
    state,
    scenario,
    runs,
    scheduled,
    stopped: await findStopped(client, state, runs),
    production: run && results && { run, results },
    lastDay: asOfDay(undefined, state.timeZone, new Date()),
    known: { results, report },
  };
}
