import { applyOverlays } from '../../src/domain/project/apply-overlays.ts';
import { overlaysSchema } from '../../src/domain/project/snapshot.ts';
import { type Scenario, scenarioSchema } from '../../src/domain/scenario/scenario.ts';
import { digestOf } from '../../src/integrations/artifacts/digest.ts';
import { getJson, putJson } from '../../src/integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../src/integrations/artifacts/store.ts';
import { putTree } from '../../src/integrations/artifacts/tree.ts';
import { aProof, aReport, aRun, aSnapshot } from '../views/fixtures/reports.ts';
import type { StubActivities } from '../workflows/stub-activities.ts';

type AllActivities = ReturnType<StubActivities['activities']>;

/** What the stand-in render step writes. */
export const renderedFiles = new Map([
  ['README.md', '# A demo\n'],
  ['models/marts/fct_orders.sql', 'with final as (select 1 as order_id)\nselect order_id from final\n'],
  ['seeds/raw_shop__orders.csv', 'order_id\n1\n'],
]);

/** Steps that succeed at once, as in the workflow's tests, but whose results are in the store and can be looked at. */
export async function storingActivities(
  stubs: StubActivities,
  artifacts: ArtifactStore,
  scenario: Scenario,
): Promise<AllActivities> {
  const steps = stubs.activities();
  const outline = ({ title, incidents, changes }: Scenario) => ({
    title,
    incidents: incidents.map(({ id }) => id),
    changes: changes.map(({ id }) => id),
  });
  return {
    ...steps,
    draftScenario: async (input) => {
      const stubbed = await steps.draftScenario(input);
      if ('draft' in stubbed) return stubbed;
      const drafted = input.take === 0 ? scenario : { ...scenario, title: `${scenario.title}, take ${input.take}` };
      const { prompts } = stubbed;
      return { scenario: await putJson(artifacts, drafted), outline: outline(drafted), prompts, reused: false };
    },
    outlineScenario: async (input) => outline(await getJson(artifacts, scenarioSchema, input.scenario)),
    planPieces: async () => ({ pieces: [], repairs: false }),
    renderProject: async (input) => {
      await steps.renderProject(input);
      const overlays = input.overlays ? (await getJson(artifacts, overlaysSchema, input.overlays)).overlays : [];
      const { files, edited, conflicts } = applyOverlays(renderedFiles, overlays, digestOf);
      const main = await putTree(artifacts, files);
      const snapshot = { ...aSnapshot(main, input.scenario), asOf: input.asOf, edited, conflicts };
      return { project: await putJson(artifacts, snapshot), reused: false };
    },
    proveWarehouse: async (input) => {
      const { proof, reused } = await steps.proveWarehouse(input);
      if (!proof?.proven) return { proof, reused };
      return { proof: { ...proof, proof: await putJson(artifacts, aProof(proof.passed)) }, reused };
    },
    rehearse: async (input) => {
      const { rehearsal } = await steps.rehearse(input);
      const report = await putJson(artifacts, aReport(rehearsal.passed, input.project));
      return { rehearsal: { ...rehearsal, report }, reused: false };
    },
    finishRun: async (input) => {
      const finished = await steps.finishRun(input);
      if (finished.kind !== 'ran') return finished;
      const docs = input.job === 'production' ? await artifacts.put('<title>dbt docs</title>') : null;
      const results = await putJson(artifacts, { ...aRun(input.job, input.subject ?? null), docs });
      return { kind: 'ran', run: { ...finished.run, results, endedAt: new Date().toISOString() } };
    },
  };
}
