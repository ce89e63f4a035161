import type { Child } from 'hono/jsx';
import { briefSchema } from '../../domain/brief/brief.ts';
import { type LeftoverThing, leftoversIn, leftoversOf } from '../../domain/build/leftovers.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { unsoundDraftSchema } from '../../domain/scenario/unsound-draft.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { AccountsPanel } from '../../views/build/accounts-panel.tsx';
import type { BuildViewName } from '../../views/build/build-page.tsx';
import { ClosedPanel, RollBackPanel } from '../../views/build/closing-panels.tsx';
import { CloudProvisionPanel } from '../../views/build/cloud-provision-panel.tsx';
import { CredentialsPanel } from '../../views/build/credentials-panel.tsx';
import { FailedPanel } from '../../views/build/failed-panel.tsx';
import { LogPanel } from '../../views/build/log-panel.tsx';
import { ProvisionPanel } from '../../views/build/provision-panel.tsx';
import { ReviewPlanPanel } from '../../views/build/review-plan-panel.tsx';
import { RunningPanel } from '../../views/build/running-panel.tsx';
import { type SeenBuild, showsDemo } from '../../views/build/seen-build.ts';
import { WorkingPanel } from '../../views/build/working-panel.tsx';
import { LivePage } from '../../views/live/live-page.tsx';
import { DraftPanel } from '../../views/scenario/draft-panel.tsx';
import { ScenarioPanel } from '../../views/scenario/scenario-panel.tsx';
import type { AppContext } from '../app-context.ts';
import { filesPanel } from '../files/files-panel.tsx';
import { loadLive } from '../live/live-panel.tsx';
import { loadChecks, loadPreview, loadReport, loadScenario, loadSnapshot } from './load.ts';
import { rehearsalPanel } from './rehearsal-panel.tsx';
import { temporalUrlOf } from './temporal-url.ts';

/** The panel of one view of a build; `now` shows what the build does or asks. */
export async function panelOf(context: AppContext, seen: SeenBuild, view: BuildViewName): Promise<Child> {
  switch (view) {
    case 'now':
      return currentPanel(context, seen);
    case 'scenario':
      return (await scenarioPanel(context, seen)) ?? <p class="quiet">There is no scenario yet.</p>;
    case 'log':
      return logPanel(context, seen);
    case 'files':
      return (await filesPanel(context.artifacts, seen.state)) ?? <p class="quiet">There are no files yet.</p>;
    case 'rehearsal':
      return rehearsalPanel(context.artifacts, seen.state);
  }
}

async function currentPanel(context: AppContext, seen: SeenBuild): Promise<Child> {
  const { state } = seen;
  if (state.status === 'closed') return <ClosedPanel state={state} standing={await standingOf(context, state)} />;
  switch (state.ask?.kind) {
    case 'step-failed':
      return <FailedPanel state={state} {...accountsIn(context)} />;
    case 'accounts':
      return (
        <AccountsPanel state={state} checks={await loadChecks(context.artifacts, state)} {...accountsIn(context)} />
      );
    case 'review-plan':
      return planPanel(context, state);
    case 'credentials': {
      const vendor = context.providers.vendors.find(({ id }) => id === state.provider?.provider);
      return <CredentialsPanel state={state} vendor={vendor} keeping={context.vault !== undefined} />;
    }
    case 'roll-back':
      return <RollBackPanel state={state} />;
    case 'review-scenario':
      return scenarioPanel(context, seen);
    case 'mend-draft':
      return draftPanel(context, state);
    case 'review-files':
      return filesPanel(context.artifacts, state);
    case 'provision':
    case 'live-unprovisioned': {
      const snapshot = await loadSnapshot(context.artifacts, state);
      if (state.target === 'dbt-cloud') {
        const preview = await loadPreview(context.artifacts, state);
        return <CloudProvisionPanel {...{ state, snapshot, preview }} {...accountsIn(context)} />;
      }
      return <ProvisionPanel state={state} statistics={snapshot?.statistics} />;
    }
  }
  if (showsDemo(state)) return demoPanel(context, seen);
  return (
    <>
      <WorkingPanel seen={seen} />
      {state.phase === 'running' ? <RunningPanel state={state} /> : null}
    </>
  );
}

/** What panels may know of the accounts' values, and whether secrets can be entered. */
function accountsIn({ accounts, vault }: AppContext) {
  return { offered: accounts, keeping: vault !== undefined };
}

/** What stands of a build that has ended: as its record was noted last, or as its own end says where that is not written yet. */
async function standingOf({ records }: AppContext, state: BuildState): Promise<readonly LeftoverThing[]> {
  const record = await records.getBuild(state.id);
  return record?.status === 'closed' ? leftoversIn(record.summary) : leftoversOf(state);
}

async function planPanel({ artifacts }: AppContext, state: BuildState): Promise<Child> {
  const preview = await loadPreview(artifacts, state);
  if (!state.plan || !preview) return <p class="quiet">There is no plan.</p>;
  return <ReviewPlanPanel state={state} plan={state.plan} preview={preview} />;
}

async function demoPanel(context: AppContext, seen: SeenBuild): Promise<Child> {
  const [live, snapshot] = await Promise.all([
    loadLive(context, seen.state),
    loadSnapshot(context.artifacts, seen.state),
  ]);
  if (!live) return <WorkingPanel seen={seen} />;
  const brief = await getJson(context.artifacts, briefSchema, seen.state.brief);
  return (
    <LivePage
      {...live}
      painPoints={brief.pain_points}
      statistics={snapshot?.statistics}
      temporalUrl={temporalUrlOf(context, seen)}
    />
  );
}

async function scenarioPanel({ artifacts }: AppContext, { state }: SeenBuild): Promise<Child> {
  const [scenario, brief] = await Promise.all([
    loadScenario(artifacts, state),
    getJson(artifacts, briefSchema, state.brief),
  ]);
  // It is large, and of use only where they disagree about a number, or ask what it has answers to.
  const wanted = scenario?.disagreements?.length || scenario?.business_questions?.length;
  const report = wanted ? await loadReport(artifacts, state) : undefined;
  return scenario && <ScenarioPanel {...{ state, scenario, painPoints: brief.pain_points, report }} />;
}

async function draftPanel({ artifacts }: AppContext, state: BuildState): Promise<Child> {
  if (state.draft === undefined) return <p class="quiet">There is no draft.</p>;
  return <DraftPanel state={state} draft={await getJson(artifacts, unsoundDraftSchema, state.draft)} />;
}

async function logPanel({ records, artifacts }: AppContext, { state, progress }: SeenBuild): Promise<Child> {
  const [decisions, scenario, calls, sums] = await Promise.all([
    records.listDecisions(state.id),
    loadScenario(artifacts, state),
    records.listModelCalls(state.id),
    records.sumModelCalls([state.id]),
  ]);
  const incidents = scenario?.incidents ?? [];
  const spent = sums.get(state.id);
  return (
    <LogPanel
      {...{ state, progress, incidents }}
      models={spent && { calls, spent }}
      decisions={decisions.toReversed()}
    />
  );
}
