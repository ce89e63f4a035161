import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { projectName, schemaName } from '../../domain/naming/names.ts';
import type { Check, MovedRows, RehearsalReport } from '../../domain/rehearsal/report.ts';
import { putJson } from '../../integrations/artifacts/json.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtActivities } from '../contract.ts';
import { countRows, tablesOf } from '../dbt/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { keptResult, storedDigest } from '../kept-result.ts';
import { readSnapshot } from '../read-snapshot.ts';
import { rehearseAnalyses } from './analyses.ts';
import { rehearseBoard } from './board.ts';
import { keepState, type ProductionState, rehearseChange } from './change.ts';
import { firstBuild } from './first-build.ts';
import { rehearseIncident } from './incident.ts';
import { lint } from './lint.ts';
import { rehearseMetrics } from './metrics.ts';
import { rehearseNextDay } from './next-day.ts';
import { rehearseQuestions } from './questions.ts';
import { openCopy, type Rehearsal } from './rehearsed-project.ts';
import { sideBySide } from './side-by-side.ts';

const summary = z.strictObject({
  project: storedDigest,
  report: storedDigest,
  passed: z.boolean(),
  checks: z.number(),
  failed: z.number(),
  seconds: z.number(),
  dbtVersion: z.string(),
});

/** Runs a snapshot for real, whole, and reports what happened. Only a green rehearsal is found again. */
export function rehearse(
  deps: Dependencies,
): (input: { readonly project: string }, context: StepContext) => ReturnType<DbtActivities['rehearse']> {
  return async (input, context) => {
    const dbtVersion = await deps.dbt.version();
    const { reused, ...rehearsal } = await keptResult(
      deps,
      { step: 'rehearse', inputs: { ...input, dbtVersion }, schema: summary, keep: ({ passed }) => passed },
      async () => {
        const report = await runRehearsal(deps, input.project, dbtVersion, context);
        const failed = report.checks.filter(({ passed }) => !passed).length;
        const { passed, seconds, checks } = report;
        return {
          project: input.project,
          report: await putJson(deps.artifacts, report),
          passed,
          checks: checks.length,
          failed,
          seconds,
          dbtVersion,
        };
      },
    );
    return { rehearsal, reused };
  };
}

async function runRehearsal(
  deps: Dependencies,
  project: string,
  dbtVersion: string,
  context: StepContext,
): Promise<RehearsalReport> {
  const { snapshot, scenario, rendered } = await readSnapshot(deps.artifacts, project);
  await mkdir(deps.workFolder, { recursive: true });
  const folder = await mkdtemp(join(deps.workFolder, 'rehearsal-'));
  const started = performance.now();
  try {
    const rehearsal: Rehearsal = {
      deps,
      context,
      folder,
      scenario,
      project: rendered,
      profile: projectName(snapshot.companyName),
      productionSchema: schemaName(snapshot.companyName, snapshot.shortId),
      asOf: snapshot.asOf,
      unmentioned: snapshot.unmentioned ?? [],
    };
    const found = await stages(rehearsal);
    return {
      schema: 'rehearsal/1',
      project,
      passed: found.checks.every(({ passed }) => passed),
      dbtVersion,
      seconds: Math.round((performance.now() - started) / 10) / 100,
      ...found,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Found = Pick<
  RehearsalReport,
  'checks' | 'rowCounts' | 'moved' | 'metrics' | 'everyMetric' | 'questions' | 'network'
>;

const nothingFound = { rowCounts: [], moved: [], metrics: [], everyMetric: [], questions: [] };

/** The stages in order; what does not depend on each other runs side by side. */
async function stages(rehearsal: Rehearsal): Promise<Found> {
  const { deps, scenario, productionSchema } = rehearsal;
  const tables = tablesOf(scenario, productionSchema);
  const linted = lint(rehearsal);
  const project = await openCopy(rehearsal, { name: 'production', title: 'Day one' });
  if (!linted.passed) return { ...nothingFound, checks: [linted], network: project.network };

  const built = await firstBuild(project, scenario);
  const first = [linted, ...built];
  const base = { ...nothingFound, network: project.network };
  if (!built.every(({ passed }) => passed)) return { ...base, checks: first };

  const dayOne = await countRows(deps.dbt, project.database, tables);
  const { saved, every } = await rehearseMetrics(rehearsal, project);
  const asked = await rehearseQuestions(rehearsal, project, saved.answers);
  const analysed = await rehearseAnalyses(rehearsal, project);
  const drawn = await rehearseBoard(rehearsal, project);
  const state = await keepState(rehearsal, project, saved.answers);
  const lane = sideBySide(rehearsal.context);
  const [struck, grown, changes] = await Promise.all([
    lane((context) => strikes({ ...rehearsal, context }, state)),
    lane((context) => nextDay({ ...rehearsal, context }, state)),
    Promise.all(
      scenario.changes.map((change) => lane((context) => rehearseChange({ ...rehearsal, context }, change, state))),
    ),
  ]);
  return {
    ...base,
    checks: [
      ...first,
      ...grown.checks,
      ...struck,
      ...changes.flat(),
      ...saved.checks,
      ...every.checks,
      ...asked.checks,
      ...analysed,
      ...drawn,
    ],
    rowCounts: dayOne.map(({ relation, rows }) => ({
      relation,
      dayOne: rows,
      nextDay: grown.rowCounts.find((table) => table.relation === relation)?.rows ?? null,
    })),
    moved: grown.moved,
    metrics: saved.answers,
    everyMetric: every.answers,
    questions: asked.answers,
  };
}

/** Every incident on day one, one after another in the same database, as on the page. */
async function strikes(rehearsal: Rehearsal, { database: from, parsed }: ProductionState): Promise<Check[]> {
  const project = await openCopy(rehearsal, { name: 'day-one', title: 'Incidents on day one', from, parsed });
  const checks: Check[] = [];
  for (const incident of rehearsal.scenario.incidents)
    checks.push(...(await rehearseIncident(rehearsal, project, incident, 'day-one')));
  return checks;
}

/** The next day, and every incident on top of it. */
async function nextDay(
  rehearsal: Rehearsal,
  { database: from, parsed }: ProductionState,
): Promise<{ checks: Check[]; rowCounts: { relation: string; rows: number }[]; moved: MovedRows[] }> {
  const { deps, scenario, productionSchema } = rehearsal;
  const project = await openCopy(rehearsal, { name: 'next-day', title: 'The next day', from, parsed });
  const { checks, moved } = await rehearseNextDay(rehearsal, project, { database: from, parsed });
  const rowCounts = await countRows(deps.dbt, project.database, tablesOf(scenario, productionSchema));
  if (!checks.every(({ passed }) => passed)) return { checks, rowCounts, moved };
  for (const incident of scenario.incidents)
    checks.push(...(await rehearseIncident(rehearsal, project, incident, 'next-day')));
  return { checks, rowCounts, moved };
}
