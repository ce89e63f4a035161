import type { Child } from 'hono/jsx';
import type { PieceName } from '../../domain/build/piece-choice.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { pieceAt } from '../../domain/project/piece-path.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { FileGroup } from '../../views/files/file-groups.ts';
import { FileView } from '../../views/files/file-view.tsx';
import { FilesPanel } from '../../views/files/files-panel.tsx';
import { loadReport, loadSnapshot } from '../builds/load.ts';
import { loadProof } from '../builds/rehearsal-panel.tsx';
import { proposedRepositoryName } from '../decisions/prepare-decision.ts';
import { diffText } from '../scenario/diff-scenarios.ts';
import { fileGroups, readFileText } from './project-files.ts';

/** Which file is open at first: by the name of a model or test, or the first of a branch; else the one at fault. */
export interface OpenFile {
  readonly open?: string | undefined;
  readonly group?: string | undefined;
}

/** The files of the build's revision with their rehearsal; `undefined` before there are any. */
export async function filesPanel(artifacts: ArtifactStore, state: BuildState, open: OpenFile = {}): Promise<Child> {
  const [snapshot, report, proof] = await Promise.all([
    loadSnapshot(artifacts, state),
    loadReport(artifacts, state),
    loadProof(artifacts, state),
  ]);
  if (!snapshot) return undefined;
  const groups = await fileGroups(artifacts, snapshot);
  const found = [...(report?.checks.flatMap((check) => check.findings) ?? []), ...(proof?.findings ?? [])];
  const atFault = found.find(({ path }) => path !== null)?.path ?? undefined;
  const conflicts = await Promise.all(
    snapshot.conflicts.map(async ({ path, content }) => ({
      path,
      diff: diffText((await readFileText(artifacts, snapshot, 'main', path)) ?? '', content),
    })),
  );
  return (
    <FilesPanel
      {...{ state, snapshot, report, proof, groups, conflicts }}
      repositoryName={state.repositoryName ?? proposedRepositoryName(state)}
    >
      {await firstFile(artifacts, state, snapshot, groups, open.open === undefined ? { ...open, atFault } : open)}
    </FilesPanel>
  );
}

async function firstFile(
  artifacts: ArtifactStore,
  state: BuildState,
  snapshot: Snapshot,
  groups: readonly FileGroup[],
  { open, group = 'main', atFault }: OpenFile & { readonly atFault?: string | undefined },
): Promise<Child> {
  const paths = groups.find(({ id }) => id === group)?.paths ?? [];
  const path =
    (open === undefined ? undefined : await pathNamed(artifacts, snapshot, paths, open)) ??
    paths.find((candidate) => group === 'main' && candidate === atFault) ??
    paths.find((candidate) => group !== 'main' || candidate === 'README.md') ??
    paths[0];
  return path && fileView(artifacts, state, snapshot, group, path);
}

/** One file as the page shows it; `undefined` when there is none. */
export async function fileView(
  artifacts: ArtifactStore,
  state: BuildState,
  snapshot: Snapshot,
  group: string,
  path: string,
): Promise<Child> {
  const text = await readFileText(artifacts, snapshot, group, path);
  if (text === undefined) return undefined;
  const [report, proof] = await Promise.all([loadReport(artifacts, state), loadProof(artifacts, state)]);
  const piece = await pieceOfFile(artifacts, state, snapshot, group, path);
  const proven = proof?.findings ?? [];
  if (group !== 'main') {
    const main = (await readFileText(artifacts, snapshot, 'main', path)) ?? '';
    const findings = proven.filter((finding) => finding.path === path && `change:${finding.change}` === group);
    return <FileView {...{ state, group, path, text, findings, piece }} diff={diffText(main, text)} />;
  }
  const rehearsed = report?.checks.flatMap((check) => check.findings) ?? [];
  const onMain = [...rehearsed, ...proven.filter(({ change }) => change === null)];
  const findings = onMain.filter((finding) => finding.path === path);
  return <FileView {...{ state, group, path, text, findings, piece }} />;
}

/** What a model wrote a file from. A blueprint has one piece of each, so there is nothing to write anew. */
async function pieceOfFile(
  artifacts: ArtifactStore,
  { provider }: BuildState,
  snapshot: Snapshot,
  group: string,
  path: string,
): Promise<PieceName | undefined> {
  const scenario = await getJson(artifacts, scenarioSchema, snapshot.scenario);
  // A build that does not say what writes it shows by its scenario whether a blueprint does.
  const byBlueprint = provider === undefined ? scenario.origin !== undefined : provider.provider === 'builtin';
  if (byBlueprint) return undefined;
  const piece = pieceAt(scenario, path);
  if (group === 'main') return piece;
  const change = scenario.changes.find(({ id }) => group === `change:${id}`);
  return change && piece && { step: 'generate-change', subject: change.id };
}

/** A model has a file of its name; a test stands in the YAML that names it. */
async function pathNamed(
  artifacts: ArtifactStore,
  snapshot: Snapshot,
  paths: readonly string[],
  name: string,
): Promise<string | undefined> {
  const own = paths.find((path) => path.endsWith(`/${name}.sql`));
  if (own) return own;
  for (const path of paths.filter((candidate) => /\.ya?ml$/.test(candidate))) {
    if ((await readFileText(artifacts, snapshot, 'main', path))?.includes(`name: ${name}\n`)) return path;
  }
  return undefined;
}
