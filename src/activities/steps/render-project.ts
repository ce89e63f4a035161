import { z } from 'zod';
import { type Brief, briefSchema } from '../../domain/brief/brief.ts';
import { companyStem } from '../../domain/naming/company.ts';
import { applyOverlays } from '../../domain/project/apply-overlays.ts';
import { checkTogether } from '../../domain/project/check/check-pieces.ts';
import { withDistinctUnitTests } from '../../domain/project/distinct-unit-tests.ts';
import { byKind, type Pieces, pieceSchema } from '../../domain/project/piece.ts';
import type { ProjectFiles, RenderInput } from '../../domain/project/render-input.ts';
import { rawDataOf, renderProject } from '../../domain/project/render-project.ts';
import { type Overlay, overlaysSchema, type Snapshot } from '../../domain/project/snapshot.ts';
import { projectStatistics } from '../../domain/project/statistics.ts';
import { withTemplateRepository } from '../../domain/project/with-template-repository.ts';
import { dataVolumeOf } from '../../domain/scenario/data-volume.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { digestOf } from '../../integrations/artifacts/digest.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import { getTree, putTree } from '../../integrations/artifacts/tree.ts';
import type { Activities, RenderStepInput } from '../contract.ts';
import { proofAnswers } from '../dbt/proof-answers.ts';
import type { Dependencies } from '../dependencies.ts';
import { keptResult, storedDigest } from '../kept-result.ts';
import { throwProblems } from '../piece-problems.ts';

/** Characters of a build's id that schema names carry. */
const shortIdLength = 6;

/**
 * Renders a revision's project and keeps it as a snapshot: its own files, besides them a template repository's, and hand
 * edits over the files that they were made on.
 */
export function renderProjectStep(deps: Dependencies): Activities['renderProject'] {
  const { artifacts, template } = deps;
  return (input) =>
    keptResult(
      deps,
      { step: 'render-project', inputs: { ...input }, schema: z.strictObject({ project: storedDigest }) },
      async () => {
        const brief = await getJson(artifacts, briefSchema, input.brief);
        const rendering = await renderInput(artifacts, input, brief);
        throwProblems(checkTogether(rendering.scenario, rendering.pieces));
        const data = rawDataOf(rendering);
        const answers = await proofAnswers(deps, rendering, data.dayOne);
        const rendered = renderProject({ ...rendering, answers }, template, data);
        const begun = withTemplateRepository(rendered.main, await templateFiles(artifacts, input));
        const { files: main, conflicts, edited } = applyOverlays(begun, await overlaysOf(artifacts, input), digestOf);
        const snapshot: Snapshot = {
          schema: 'project/1',
          company: rendering.company,
          companyName: rendering.companyName,
          shortId: rendering.shortId,
          warehouse: rendering.warehouse,
          asOf: rendering.asOf,
          scenario: input.scenario,
          pieces: [...input.pieces],
          main: await putTree(artifacts, main),
          batches: await putTrees(artifacts, rendered.batches),
          changes: await putTrees(artifacts, rendered.changes),
          conflicts,
          edited,
          ...(brief.must_not_mention.length > 0 ? { unmentioned: brief.must_not_mention } : {}),
          statistics: { ...projectStatistics(rendering.scenario, main), files: main.size },
        };
        return { project: await putJson(artifacts, snapshot) };
      },
    );
}

async function renderInput(artifacts: ArtifactStore, input: RenderStepInput, brief: Brief): Promise<RenderInput> {
  const scenario = await getJson(artifacts, scenarioSchema, input.scenario);
  return {
    company: input.company,
    companyName: companyStem(input.company),
    shortId: input.buildId.slice(0, shortIdLength),
    scenario,
    pieces: await piecesOf(artifacts, input.pieces),
    warehouse: input.warehouse,
    dataVolume: dataVolumeOf(brief, scenario),
    asOf: input.asOf,
  };
}

/** Models are written apart from one another, so their unit tests may share a name. */
async function piecesOf(artifacts: ArtifactStore, digests: readonly string[]): Promise<Pieces> {
  return withDistinctUnitTests(
    byKind(await Promise.all(digests.map((digest) => getJson(artifacts, pieceSchema, digest)))),
  );
}

async function overlaysOf(artifacts: ArtifactStore, input: RenderStepInput): Promise<readonly Overlay[]> {
  if (input.overlays === undefined) return [];
  return (await getJson(artifacts, overlaysSchema, input.overlays)).overlays;
}

/** Of the template repository, as it was read at Setup. */
async function templateFiles(artifacts: ArtifactStore, { template }: RenderStepInput): Promise<ProjectFiles> {
  if (template === undefined) return new Map();
  const decoder = new TextDecoder();
  return new Map([...(await getTree(artifacts, template))].map(([path, content]) => [path, decoder.decode(content)]));
}

async function putTrees(
  artifacts: ArtifactStore,
  trees: ReadonlyMap<string, ProjectFiles>,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [name, files] of trees) digests[name] = await putTree(artifacts, files);
  return digests;
}
