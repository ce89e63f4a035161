import { readFile } from 'node:fs/promises';
import type { JobCommand } from '../../domain/build/job.ts';
import type { RunState } from '../../domain/build/state.ts';
import { judgeRun } from '../../domain/rehearsal/judge-run.ts';
import type { MovedRows } from '../../domain/rehearsal/report.ts';
import type { RunResults } from '../../domain/rehearsal/run-results.ts';
import { oneResult } from '../../domain/run-plan/one-result.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { putJson } from '../../integrations/artifacts/json.ts';
import type { Environment } from '../../integrations/platform/local/environment.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtActivities, FinishedRun } from '../contract.ts';
import { newestPayloads } from '../dbt/board-rows.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
import { askMetrics } from '../dbt/metric-answers.ts';
import type { CommandsOutcome } from '../dbt/outcome.ts';
import { countMoved, countRows, martsOf, tablesOf } from '../dbt/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { readSnapshot } from '../read-snapshot.ts';
import { environmentOf, workspaceOf } from './job-workspace.ts';
import { readOutcome } from './outcomes.ts';
import { inFew, recordRun } from './record-run.ts';
import { commandsOf } from './run-commands.ts';

type FinishInput = Parameters<DbtActivities['finishRun']>[0];

/** Reads what a run left behind, compares it with what was promised, and makes its database the environment's own. */
export function finishRun(
  deps: Dependencies,
): (input: FinishInput, context: StepContext) => ReturnType<DbtActivities['finishRun']> {
  return async (input, context): Promise<FinishedRun> => {
    const environment = await environmentOf(deps, input);
    if (!environment) return { kind: 'overtaken' };
    const { scenario } = await readSnapshot(deps.artifacts, environment.project);
    const results = await readResults(deps, context, environment, input, scenario);
    if (input.job !== 'ci') {
      const landed = input.job === 'load' ? (input.subject ?? 'day-one') : environment.landed;
      const manifest = manifestOf(deps, context, environment, input);
      const switched = await deps.environments.switchTo(environment, input.runId, { landed, manifest });
      if (switched !== 'switched') return { kind: switched };
    }
    const ended = Date.now();
    const run: RunState = {
      id: input.runId,
      job: input.job,
      ...(input.subject === undefined ? {} : { subject: input.subject }),
      status: input.succeeded ? 'green' : 'red',
      asPromised: results.asPromised,
      seen: inFew(results.seen),
      // From when the run was asked for to its answer, as a person waits for it.
      seconds: Math.max(0, Math.round((ended - Date.parse(input.startedAt)) / 10) / 100),
      endedAt: new Date(ended).toISOString(),
      results: await putJson(deps.artifacts, results),
    };
    // Every run is recorded here, those of the schedule too, which no build knows of.
    await recordRun(deps, input, run);
    return { kind: 'ran', run };
  };
}

async function readResults(
  deps: Dependencies,
  context: StepContext,
  environment: Environment,
  input: FinishInput,
  scenario: Scenario,
): Promise<RunResults> {
  const { path, state, database } = deps.environments.runFolder(environment, input.runId);
  const ran = await readOutcomes(path, await commandsOf(path, state, input));
  // Generating docs compiles every node once more; what was built or loaded is told by the other commands alone.
  const built = ran.flatMap(({ command, outcome }) => (command.args[0] === 'docs' ? [] : (outcome?.nodes ?? [])));
  const nodes =
    input.job === 'production' ? [...oneResult(scenario, { succeeded: input.succeeded, nodes: built })] : built;
  const landed = input.job === 'load' ? (input.subject ?? null) : environment.landed;
  const comparison = judgeRun(scenario, { ...input, landed, nodes });
  const project = DbtProject.reopen(workspaceOf(deps, context, environment, input, new Map()));
  const asked = input.job === 'production' ? await askMetrics(deps.dbt, project, scenario, context) : [];
  const board =
    input.job === 'production'
      ? await newestPayloads(deps.dbt, database, scenario, environment.productionSchema)
      : undefined;
  return {
    schema: 'run-results/1',
    job: input.job,
    subject: input.subject ?? null,
    landed,
    commands: commandsIn(ran, scenario, input),
    promised: comparison.promised,
    seen: comparison.seen,
    asPromised: comparison.passed,
    nodes,
    rowCounts: await countRows(deps.dbt, database, tablesOf(scenario, environment.productionSchema)),
    moved: input.job === 'production' ? await movedSince(deps, environment, input, scenario) : [],
    metrics: asked.flatMap(({ answer }) => (answer ? [answer] : [])),
    ...(board === undefined ? {} : { board }),
    docs: await keepDocs(deps, project, ran),
    log: ran
      .flatMap(({ outcome }) => outcome?.log ?? [])
      .join('\n')
      .slice(-20_000),
  };
}

/** What the run did to each mart, compared with the run that it was opened on; nothing where there was none. */
async function movedSince(
  { dbt, environments }: Dependencies,
  environment: Environment,
  { runId }: FinishInput,
  scenario: Scenario,
): Promise<MovedRows[]> {
  const opened = await environments.openedOn(environment, runId);
  if (opened === null) return [];
  const before = environments.runFolder(environment, opened).database;
  const after = environments.runFolder(environment, runId).database;
  return countMoved(dbt, { before, after, tables: martsOf(scenario, environment.productionSchema) });
}

/** The manifest that CI defers to from now on: that of a green production run. */
function manifestOf(
  deps: Dependencies,
  context: StepContext,
  environment: Environment,
  input: FinishInput,
): string | undefined {
  if (input.job !== 'production' || !input.succeeded) return undefined;
  return DbtProject.reopen(workspaceOf(deps, context, environment, input, new Map())).artifact('manifest.json');
}

/** A command with what it came to; one that did not run has come to nothing. */
interface RanCommand {
  readonly command: JobCommand;
  readonly outcome: CommandsOutcome | undefined;
}

async function readOutcomes(path: string, commands: readonly JobCommand[]): Promise<RanCommand[]> {
  return Promise.all(
    commands.map(async (command, position) => ({ command, outcome: await readOutcome(path, position) })),
  );
}

/** The commands that ran; of a plan also those that were left out. */
function commandsIn(
  ran: readonly RanCommand[],
  { run_plan: plan }: Scenario,
  { job }: FinishInput,
): RunResults['commands'] {
  const whole = plan !== undefined && job === 'production';
  return ran.flatMap(({ command: { title }, outcome }): RunResults['commands'] => {
    if (outcome) return [{ title, succeeded: outcome.succeeded, seconds: outcome.seconds }];
    return whole ? [{ title, succeeded: false, seconds: 0, leftOut: true }] : [];
  });
}

/** The page of dbt docs, of a run that made it. */
async function keepDocs(
  { artifacts }: Dependencies,
  project: DbtProject,
  ran: readonly RanCommand[],
): Promise<string | null> {
  const made = ran.find(({ command }) => command.args[0] === 'docs');
  if (!made?.outcome?.succeeded) return null;
  return artifacts.put(await readFile(project.artifact('static_index.html')));
}
