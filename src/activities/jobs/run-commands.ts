import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { docsCommand, type JobCommand, jobCommands } from '../../domain/build/job.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import type { PlannedCommand } from '../../domain/run-plan/planned-command.ts';
import { plannedCommands } from '../../domain/run-plan/planned-commands.ts';
import type { RunGraph } from '../../domain/run-plan/run-graph.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import { digestOf } from '../../integrations/artifacts/digest.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { isNotFound } from '../../integrations/artifacts/write-once.ts';
import type { RunInput } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** What a run by a plan does, fixed when it was prepared and kept beside its database. */
export interface PlannedRun {
  readonly schema: 'planned-run/1';
  /** Digest of the files that it runs. */
  readonly files: string;
  readonly commands: readonly PlannedCommand[];
  /** Of one model a command: by which is told what a red one leaves out. */
  readonly graph?: RunGraph;
}

/** The scenario of the project that an environment was made for. */
export async function scenarioOf({ artifacts }: Pick<Dependencies, 'artifacts'>, project: string): Promise<Scenario> {
  const { scenario } = await getJson(artifacts, snapshotSchema, project);
  return getJson(artifacts, scenarioSchema, scenario);
}

/** The commands of a run by its scenario's plan, docs last; after a landing there are none, as somebody waits. */
export function plannedRun(
  scenario: Scenario,
  { subject, fullRefresh }: Pick<RunInput, 'subject' | 'fullRefresh'>,
  files: ReadonlyMap<string, string>,
  graph: RunGraph | undefined,
): PlannedRun {
  const planned = plannedCommands(scenario, { graph, fullRefresh }) ?? [];
  return {
    schema: 'planned-run/1',
    files: filesDigest(files),
    commands: subject === undefined ? withDocs(planned) : planned,
    ...(graph ? { graph } : {}),
  };
}

function withDocs(planned: readonly PlannedCommand[]): PlannedCommand[] {
  const docs = { ...docsCommand, builds: [], blocks: [] };
  return [
    ...planned.map((command) => ({ ...command, blocks: [...new Set([...command.blocks, planned.length])] })),
    docs,
  ];
}

/** Names the files of a run by what they hold. */
export function filesDigest(files: ReadonlyMap<string, string>): string {
  return digestOf(JSON.stringify([...files].sort()));
}

function plannedFile(runPath: string): string {
  return join(runPath, 'planned.json');
}

export async function keepPlanned(runPath: string, planned: PlannedRun): Promise<void> {
  await writeFile(plannedFile(runPath), JSON.stringify(planned));
}

/** What was kept with a run; `undefined` for one that goes by no plan. */
export async function readPlanned(runPath: string): Promise<PlannedRun | undefined> {
  try {
    // Written by the step before this one, in this very shape.
    return JSON.parse(await readFile(plannedFile(runPath), 'utf8')) as PlannedRun;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The commands of a run, in order, as they were when it was prepared. */
export async function commandsOf(
  runPath: string,
  state: string,
  { job, subject, fullRefresh }: RunInput,
): Promise<readonly JobCommand[]> {
  const planned = await readPlanned(runPath);
  return planned?.commands ?? jobCommands(job, state, subject, fullRefresh);
}
