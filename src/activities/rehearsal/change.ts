import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareChange } from '../../domain/rehearsal/promise.ts';
import type { Check, MetricAnswer } from '../../domain/rehearsal/report.ts';
import type { Change } from '../../domain/scenario/change.ts';
import { production, slimBuild } from '../dbt/commands.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { askMetrics } from '../dbt/metric-answers.ts';
import { nothingRan } from '../dbt/outcome.ts';
import { checkOf } from './check-of.ts';
import { openCopy, type Rehearsal } from './rehearsed-project.ts';

/** Production as CI defers to it: its database, its manifest, and what its metrics answered. */
export interface ProductionState {
  readonly database: string;
  readonly folder: string;
  readonly metrics: readonly MetricAnswer[];
}

/** Keeps what CI needs of a production build. */
export async function keepState(
  { folder }: Rehearsal,
  project: DbtProject,
  metrics: readonly MetricAnswer[],
): Promise<ProductionState> {
  const state = join(folder, 'production-state');
  await mkdir(state, { recursive: true });
  await copyFile(project.artifact('manifest.json'), join(state, 'manifest.json'));
  return { database: await project.keepDatabase('production'), folder: state, metrics };
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

/** The saved query that a change is to move answers otherwise after the merge. */
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
  });
  const built = (await merged.run([production])).at(-1) ?? nothingRan;
  const query = rehearsal.scenario.semantic_layer?.saved_queries.filter(({ name }) => name === moves) ?? [];
  const [asked] = built.succeeded ? await askMetrics(rehearsal.deps.dbt, merged, query, rehearsal.context) : [];
  const before = state.metrics.find((answer) => answer.query === moves);
  const differs = asked?.answer !== undefined && JSON.stringify(asked.answer.rows) !== JSON.stringify(before?.rows);
  return checkOf(
    { stage: 'change', subject: change.id, title: `${change.title}: after the merge` },
    {
      passed: built.succeeded && differs,
      promised: `${moves} answers otherwise`,
      seen: differs ? firstDifference(before, asked.answer) : 'the same answer',
    },
    built,
    merged.files,
  );
}

function firstDifference(before: MetricAnswer | undefined, after: MetricAnswer | undefined): string {
  const row = (answer: MetricAnswer | undefined, index: number): string => answer?.rows[index]?.join(', ') ?? 'nothing';
  const length = Math.max(before?.rows.length ?? 0, after?.rows.length ?? 0);
  const index = Array.from({ length }, (_, at) => at).find((at) => row(before, at) !== row(after, at)) ?? 0;
  return `${row(before, index)} became ${row(after, index)}`;
}
