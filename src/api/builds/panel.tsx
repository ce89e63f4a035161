import type { Child } from 'hono/jsx';
import type { BuildViewName } from '../../views/build/build-page.tsx';
import { ClosedPanel, RollBackPanel } from '../../views/build/closing-panels.tsx';
import { FailedPanel } from '../../views/build/failed-panel.tsx';
import { LogPanel } from '../../views/build/log-panel.tsx';
import { ProvisionPanel } from '../../views/build/provision-panel.tsx';
import { RunningPanel } from '../../views/build/running-panel.tsx';
import type { SeenBuild } from '../../views/build/seen-build.ts';
import { WorkingPanel } from '../../views/build/working-panel.tsx';
import { ScenarioPanel } from '../../views/scenario/scenario-panel.tsx';
import type { AppContext } from '../app-context.ts';
import { loadScenario, loadSnapshot } from './load.ts';

/** The panel of one view of a build; `now` shows what the build does or asks. */
export async function panelOf(context: AppContext, seen: SeenBuild, view: BuildViewName): Promise<Child> {
  switch (view) {
    case 'now':
      return currentPanel(context, seen);
    case 'scenario':
      return (await scenarioPanel(context, seen)) ?? <p class="quiet">There is no scenario yet.</p>;
    case 'log':
      return logPanel(context, seen);
    default:
      return null;
  }
}

async function currentPanel(context: AppContext, seen: SeenBuild): Promise<Child> {
  const { state } = seen;
  if (state.status === 'closed') return <ClosedPanel state={state} />;
  switch (state.ask?.kind) {
    case 'step-failed':
      return <FailedPanel state={state} />;
    case 'roll-back':
      return <RollBackPanel state={state} />;
    case 'review-scenario':
      return scenarioPanel(context, seen);
    case 'provision':
    case 'live-unprovisioned': {
      const snapshot = await loadSnapshot(context.artifacts, state);
      return <ProvisionPanel state={state} statistics={snapshot?.statistics} />;
    }
  }
  return (
    <>
      <WorkingPanel seen={seen} />
      {state.phase === 'running' ? <RunningPanel state={state} /> : null}
    </>
  );
}

async function scenarioPanel({ artifacts }: AppContext, { state }: SeenBuild): Promise<Child> {
  const scenario = await loadScenario(artifacts, state);
  return scenario && <ScenarioPanel state={state} scenario={scenario} />;
}

async function logPanel({ records }: AppContext, { state, progress }: SeenBuild): Promise<Child> {
  const decisions = await records.listDecisions(state.id);
  return <LogPanel state={state} progress={progress} decisions={decisions.toReversed()} />;
}
