import type { Snapshot } from '../../domain/project/snapshot.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import { listTree } from '../../integrations/artifacts/tree.ts';
import type { FileGroup } from '../../views/files/file-groups.ts';

/** The files of a project, branch by branch. */
export async function fileGroups(artifacts: ArtifactStore, snapshot: Snapshot): Promise<FileGroup[]> {
  const branches = [
    { id: 'main', title: 'Main branch' },
    ...Object.keys(snapshot.changes).map((id) => ({ id: `change:${id}`, title: `Pull request: ${id}` })),
    ...Object.keys(snapshot.batches).map((id) => ({ id: `batch:${id}`, title: `Batch: ${id}` })),
  ];
  return Promise.all(
    branches.map(async (branch) => ({
      ...branch,
      paths: [...(await listTree(artifacts, treeOf(snapshot, branch.id) ?? snapshot.main)).keys()],
    })),
  );
}

/** A file's text on a branch; `undefined` when the branch has no such file, or differs from main in others only. */
export async function readFileText(
  artifacts: ArtifactStore,
  snapshot: Snapshot,
  group: string,
  path: string,
): Promise<string | undefined> {
  const tree = treeOf(snapshot, group);
  const digest = tree === undefined ? undefined : (await listTree(artifacts, tree)).get(path);
  return digest === undefined ? undefined : new TextDecoder().decode(await artifacts.get(digest));
}

function treeOf(snapshot: Snapshot, group: string): string | undefined {
  const [kind = '', ...rest] = group.split(':');
  const id = rest.join(':');
  if (kind === 'main') return snapshot.main;
  const trees = kind === 'batch' ? snapshot.batches : kind === 'change' ? snapshot.changes : {};
  return Object.hasOwn(trees, id) ? trees[id] : undefined;
}
