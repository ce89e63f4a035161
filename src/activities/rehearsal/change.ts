import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareAnswers } from '../../domain/rehearsal/compare-answers.ts';
import { compareChange } from '../../domain/rehearsal/promise.ts';
import type { Check, MetricAnswer } from '../../domain/rehearsal/report.ts';
import type { Change } from '../../domain/scenario/change.ts';
import { slimBuild } from '../dbt/commands.ts';
import { type DbtProject, parsedFile } from '../dbt/dbt-project.ts';
import { askMetrics } from '../dbt/metric-answers.ts';
import { nothingRan } from '../dbt/outcome.ts';
import { runProduction } from '../dbt/run-production.ts';
import { checkOf } from './check-of.ts';
import { openCopy, type Rehearsal } from './rehearsed-project.ts';

/** Production as CI defers to it: its database, its manifest, and what its metrics answered. */
export interface ProductionState {
  readonly database: string;
  readonly folder: string;
  readonly metrics: readonly MetricAnswer[];
  /** What dbt remembers of parsing it. */
  readonly parsed: string;
}

/** Keeps what CI needs of a production build. */
export async function keepState(
  { folder }: Rehearsal,
  project: DbtProject,
  metrics: readonly MetricAnswer[],
): Promise<ProductionState> {
  const state = join(folder, 'production-state');
  await mkdir(state, { recursive: true });
  const parsed = join(folder, parsedFile);
  await copyFile(project.artifact('manifest.json'), join(state, 'manifest.json'));
  await copyFile(project.artifact(parsedFile), parsed);
  return { database: await project.keepDatabase('production'), folder: state, metrics, parsed };
}

/** Builds a change as its pull request's CI job does, and shows what it moves once it is merged. */
export async function rehearseChange(rehearsal: Rehearsal, change: Change, state: ProductionState): Promise<Check[]> {
  const changed = rehearsal.project.changes.get(change.id);
  const copy = { title: `CI of “${change.title}”`, changed, from: state.database };
  const ci = await openCopy(rehearsal, { ...copy, name: `ci-${change.id}`, ci: true });
  const built = (await ci.run([slimBuild(state.folder)])).at(-1) ?? nothingRan;
  const checks = [
    checkOf(
      { stage: 'change', subject: change.id, title: `Pull request: ${change.title}` },
      compareChange(change, built.nodes, built.succeeded),
      built,
      ci.files,
    ),
  ];
  if (change.promise.ci === 'green' && change.promise.moves !== undefined) {
    checks.push(await rehearseMove(rehearsal, change, change.promise.moves, state));
  }
  return checks;
}

/**
 * The saved query that a change is to move answers otherwise after the merge. Where an incremental mart is altered the
 * first run afterwards is one in full, as its pull request says: rows that stand still would never get what is new.
 */
async function rehearseMove(
  rehearsal: Rehearsal,
  change: Change,
  moves: string,
  state: ProductionState,
): Promise<Check> {
  const merged = await openCopy(rehearsal, {
    name: `merged-${change.id}`,
    title: `After “${change.title}”`,
    changed: rehearsal.project.changes.get(change.id),
    from: state.database,
    parsed: state.parsed,
  });
  const { scenario, deps, context } = rehearsal;
  const grown = scenario.marts.some(({ name, incremental }) => incremental && change.alters.includes(name));
  const built = await runProduction(merged, scenario, { fullRefresh: grown });
  const query = scenario.semantic_layer?.saved_queries.filter(({ name }) => name === moves) ?? [];
  const [asked] = built.succeeded ? await askMetrics(deps.dbt, merged, scenario, context, query) : [];
  const before = state.metrics.find((answer) => answer.query === moves);
  const after = asked?.answer;
  const compared = after
    ? compareAnswers(moves, before, after)
    : { passed: false, promised: `${moves} answers otherwise`, seen: 'no answer' };
  const check = checkOf(
    { stage: 'change', subject: change.id, title: `${change.title}: after the merge` },
    { ...compared, passed: built.succeeded && compared.passed },
    built,
    merged.files,
  );
  return before && after ? { ...check, answers: { before, after } } : check;
}
