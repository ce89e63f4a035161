import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readSnapshot } from '../src/activities/read-snapshot.ts';
import { loadConfig } from '../src/config.ts';
import type { BuildState } from '../src/domain/build/state.ts';
import { currentRevision } from '../src/domain/build/state.ts';
import { projectName, schemaName } from '../src/domain/naming/names.ts';
import { metricQuestions } from '../src/domain/scenario/metric-questions.ts';
import type { SavedQuery } from '../src/domain/scenario/semantic-layer.ts';
import type { ArtifactStore } from '../src/integrations/artifacts/store.ts';
import { renderProfile } from '../src/integrations/dbt/profile.ts';
import { writeProject } from '../src/integrations/dbt/write-project.ts';

const run = promisify(execFile);

/** Far longer than it takes; a script that hangs ends. */
const timeoutMs = 20 * 60_000;

/** Runs the script on a build's project, laid out below `folder`. Gives its seconds and how many commands it ran. */
export async function runByCommandLine(
  artifacts: ArtifactStore,
  state: BuildState,
  folder: string,
): Promise<{ seconds: number; commands: number }> {
  await layOut(artifacts, state, folder);
  const { python } = loadConfig().dbt;
  const started = performance.now();
  await run('sh', [join(import.meta.dirname, 'by-command-line.sh'), folder], {
    env: { ...process.env, PATH: `${dirname(python)}${delimiter}${process.env.PATH}` },
    timeout: timeoutMs,
    maxBuffer: 100_000_000,
  }).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`the script failed: ${error.stderr?.slice(-500)}\n${error.stdout?.slice(-3_000)}`);
  });
  const seconds = (performance.now() - started) / 1000;
  const commands = (await readFile(join(folder, 'commands'), 'utf8')).trim().split('\n').length;
  return { seconds, commands };
}

/** Writes the project, its batches, its changes and the lists of them as the script reads them. */
async function layOut(artifacts: ArtifactStore, state: BuildState, folder: string): Promise<void> {
  const project = currentRevision(state)?.project;
  if (project === undefined) throw new Error('the build has no project');
  const { snapshot, scenario, rendered } = await readSnapshot(artifacts, project);
  const profile = projectName(snapshot.companyName);
  const schema = schemaName(snapshot.companyName, snapshot.shortId);

  await writeProject(join(folder, 'main'), rendered.main);
  for (const [batch, files] of rendered.batches) await writeProject(join(folder, 'batches', batch), files);
  for (const [change, files] of rendered.changes) await writeProject(join(folder, 'changes', change), files);
  for (const [name, target] of Object.entries({ production: schema, ci: `${schema}_ci` })) {
    const databaseFile = "{{ env_var('DEMO_DATABASE') }}";
    await mkdir(join(folder, 'profiles', name), { recursive: true });
    await writeFile(
      join(folder, 'profiles', name, 'profiles.yml'),
      renderProfile({ profile, target: { name, schema: target }, databaseFile }),
    );
  }

  const list = (name: string, lines: readonly string[]) =>
    writeFile(join(folder, name), lines.map((line) => `${line}\n`).join(''));
  await list('names', [`${profile}.duckdb ${schema}_raw`]);
  await list(
    'incidents',
    scenario.incidents.map(({ id }) => id),
  );
  await list(
    'changes.list',
    scenario.changes.map(
      ({ id, promise }) => `${id} ${promise.ci} ${promise.ci === 'green' ? (promise.moves ?? '') : ''}`,
    ),
  );
  await list('queries', (scenario.semantic_layer?.saved_queries ?? []).map(queryLine));
  await list('every-metric', metricQuestions(scenario).map(queryLine));
}

function queryLine({ name, metrics, group_by, limit }: SavedQuery): string {
  const groups = group_by.join(',');
  return `${name} --metrics ${metrics.join(',')} --group-by ${groups} --order ${groups} --limit ${limit}`;
}
