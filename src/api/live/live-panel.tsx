import type { BuildState } from '../../domain/build/state.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { LiveNowProps } from '../../views/live/live-now.tsx';
import { loadRun, loadScenario } from '../builds/load.ts';
import { asOfDay } from '../setup/as-of.ts';

/** What the page of a demo that is up shows of its present state; `undefined` when it has no scenario. */
export async function loadLive(artifacts: ArtifactStore, state: BuildState): Promise<LiveNowProps | undefined> {
  const scenario = await loadScenario(artifacts, state);
  if (!scenario) return undefined;
  const run = state.runs.findLast(({ job }) => job === 'production');
  const results = run && (await loadRun(artifacts, state, run.id));
  return {
    state,
    scenario,
    production: run && results ? { run, results } : undefined,
    today: asOfDay(undefined, state.timeZone, new Date()),
  };
}
