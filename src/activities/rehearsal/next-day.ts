import { movedInWords } from '../../domain/rehearsal/moved-rows.ts';
import { compareGreen } from '../../domain/rehearsal/promise.ts';
import type { Check, MovedRows } from '../../domain/rehearsal/report.ts';
import { load } from '../dbt/commands.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { runProduction } from '../dbt/run-production.ts';
import { countMoved, differingRows, martsOf } from '../dbt/tables.ts';
import type { ProductionState } from './change.ts';
import { checkOf } from './check-of.ts';
import { openCopy, type Rehearsal } from './rehearsed-project.ts';
import { seedsOf } from './seeds-of.ts';

/** Lands the next day: green, rows move, and the incremental mart holds just what a full refresh would. */
export async function rehearseNextDay(
  rehearsal: Rehearsal,
  project: DbtProject,
  { database: dayOne, parsed }: Pick<ProductionState, 'database' | 'parsed'>,
): Promise<{ checks: Check[]; moved: MovedRows[] }> {
  const { deps, scenario, productionSchema } = rehearsal;
  const marts = martsOf(scenario, productionSchema);
  const incremental = scenario.marts.filter((mart) => mart.incremental).map(({ name }) => name);

  await project.write(seedsOf(rehearsal.project, 'next-day'));
  const built = await runProduction(project, scenario, { first: [load] });
  const green = compareGreen(built.nodes, built.succeeded);
  const moved = await countMoved(deps.dbt, { before: dayOne, after: project.database, tables: marts });
  const landed = checkOf(
    { stage: 'next-day', subject: 'next-day', title: 'The next day builds green' },
    { ...green, seen: `${green.seen}; ${moved.map(movedInWords).join('; ')}` },
    built,
    project.files,
  );
  if (!landed.passed) return { checks: [landed], moved };

  const whole = await openCopy(rehearsal, {
    name: 'full-refresh',
    title: 'Comparing with a full refresh',
    from: project.database,
    changed: seedsOf(rehearsal.project, 'next-day'),
    parsed,
  });
  const refreshed = await runProduction(whole, scenario, { fullRefresh: true });
  const differing = await differingRows(deps.dbt, { left: project.database, right: whole.database, tables: marts });
  const off = differing.filter(({ rows }) => rows > 0).map(({ name, rows }) => `${name} differs in ${rows} rows`);
  const equal = checkOf(
    { stage: 'next-day', subject: 'next-day', title: 'Incremental equals a full refresh' },
    {
      passed: refreshed.succeeded && off.length === 0,
      promised: `${incremental.join(', ')} and all other marts hold the same rows`,
      seen: off.join(', ') || `the same rows in ${differing.map(({ name }) => name).join(', ')}`,
    },
    refreshed,
    project.files,
  );
  return { checks: [landed, equal], moved };
}
