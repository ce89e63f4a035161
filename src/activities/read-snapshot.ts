import type { ProjectFiles, RenderedProject } from '../domain/project/render-input.ts';
import { type Snapshot, snapshotSchema } from '../domain/project/snapshot.ts';
import { type Scenario, scenarioSchema } from '../domain/scenario/scenario.ts';
import { getJson } from '../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../integrations/artifacts/store.ts';
import { getTree } from '../integrations/artifacts/tree.ts';

/** A stored snapshot with its scenario and all its files. */
export async function readSnapshot(
  artifacts: ArtifactStore,
  digest: string,
): Promise<{ snapshot: Snapshot; scenario: Scenario; rendered: RenderedProject }> {
  const snapshot = await getJson(artifacts, snapshotSchema, digest);
  const scenario = await getJson(artifacts, scenarioSchema, snapshot.scenario);
  const rendered = {
    main: await readFiles(artifacts, snapshot.main),
    batches: await readAll(artifacts, snapshot.batches),
    changes: await readAll(artifacts, snapshot.changes),
  };
  return { snapshot, scenario, rendered };
}

async function readFiles(artifacts: ArtifactStore, digest: string): Promise<ProjectFiles> {
  const decoder = new TextDecoder();
  return new Map([...(await getTree(artifacts, digest))].map(([path, content]) => [path, decoder.decode(content)]));
}

async function readAll(
  artifacts: ArtifactStore,
  trees: Readonly<Record<string, string>>,
): Promise<Map<string, ProjectFiles>> {
  const files = new Map<string, ProjectFiles>();
  for (const [name, digest] of Object.entries(trees)) files.set(name, await readFiles(artifacts, digest));
  return files;
}
