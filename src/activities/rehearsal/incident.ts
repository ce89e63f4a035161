import { batchId, type GoodBatch } from '../../domain/project/batch.ts';
import { type Comparison, compareGreen, compareIncident } from '../../domain/rehearsal/promise.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import type { Incident } from '../../domain/scenario/incident.ts';
import { load } from '../dbt/commands.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { runProduction } from '../dbt/run-production.ts';
import { differingRows, martsOf } from '../dbt/tables.ts';
import { checkOf } from './check-of.ts';
import type { Rehearsal } from './rehearsed-project.ts';
import { seedsOf } from './seeds-of.ts';

/**
 * Lands an incident on a good day and mends it again, as the live page does: exactly the promised tests fail, exactly
 * the promised models are skipped, protected marts keep their rows, and mending makes all green.
 */
export async function rehearseIncident(
  rehearsal: Rehearsal,
  project: DbtProject,
  incident: Incident,
  on: GoodBatch,
): Promise<Check[]> {
  const { id, title } = incident;
  const batch = batchId({ kind: 'incident', incident: id, on });
  const before = await project.keepDatabase(`before-${batch}`);

  await project.write(seedsOf(rehearsal.project, batch));
  const landed = await runProduction(project, rehearsal.scenario, { first: [load] });
  const kept = await compareProtected(rehearsal, before, project.database, incident);
  const red = compareIncident(incident, landed.nodes);
  const strike = checkOf(
    { stage: 'incident', subject: batch, title: `${title}, on ${on.replace('-', ' ')}` },
    {
      passed: red.passed && kept.passed,
      promised: `${red.promised}; ${kept.promised}`,
      seen: `${red.seen}; ${kept.seen}`,
    },
    landed,
    project.files,
  );

  await project.write(seedsOf(rehearsal.project, on));
  const mended = await runProduction(project, rehearsal.scenario, { first: [load] });
  const mend = checkOf(
    { stage: 'incident', subject: batch, title: `${title}: mended` },
    compareGreen(mended.nodes, mended.succeeded),
    mended,
    project.files,
  );
  return [strike, mend];
}

/** Whether the protected marts hold the rows that they held before, row for row. */
async function compareProtected(
  { deps, scenario, productionSchema }: Rehearsal,
  before: string,
  after: string,
  { promise: { protects } }: Incident,
): Promise<Comparison> {
  const tables = martsOf(scenario, productionSchema).filter(({ name }) => protects.includes(name));
  const differing = (await differingRows(deps.dbt, { left: before, right: after, tables })).filter(
    ({ rows }) => rows > 0,
  );
  const promised = `${protects.join(', ')} keep their rows`;
  const seen = differing.map(({ name, rows }) => `${name} differs in ${rows} rows`).join(', ') || promised;
  return { passed: differing.length === 0, promised, seen };
}
