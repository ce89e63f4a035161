import { readFile } from 'node:fs/promises';
import { analysisPath } from '../../domain/project/render/analyses.ts';
import { messageFinding } from '../../domain/rehearsal/findings.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import type { QueryAnswer } from '../../integrations/dbt/job.ts';
import { compileAnalyses } from '../dbt/commands.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { nothingRan } from '../dbt/outcome.ts';
import { tablesOf } from '../dbt/tables.ts';
import { checkOf, plainCheck } from './check-of.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/** Rows of an analysis that are counted. */
const mostRows = 1_000;

const promised = 'a query that runs as dbt compiles it';

/** Compiles every analysis on day one and runs what was compiled: dbt itself never does. */
export async function rehearseAnalyses(rehearsal: Rehearsal, project: DbtProject): Promise<Check[]> {
  const { deps, context, profile, scenario } = rehearsal;
  const { analyses = [] } = scenario;
  if (analyses.length === 0) return [];
  const compiled = (await project.run([compileAnalyses])).at(-1) ?? nothingRan;
  if (!compiled.succeeded) {
    const about = { stage: 'analyses', subject: null, title: 'Analyses compile' } as const;
    return [checkOf(about, { passed: false, promised: 'no error', seen: 'failed' }, compiled, project.files)];
  }
  const queries = await Promise.all(
    analyses.map(async (analysis) => {
      const sql = await readFile(project.artifact(`compiled/${profile}/${analysisPath(analysis)}`), 'utf8');
      // The copies in memory stand in the same schemas, but in no file.
      return sql.replaceAll(`"${profile}".`, '');
    }),
  );
  context.progress('Running the analyses');
  const answers = await deps.dbt.queries(
    // A view in a file calls the file by its own name.
    { attach: { [profile]: project.database }, prepare: copiesOfInputs(rehearsal), queries, rows: mostRows },
    { signal: context.signal },
  );
  return analyses.map((analysis, index) => checkAnswer(analysis.name, analysisPath(analysis), answers[index], project));
}

/** Makes in memory what the analyses read: generated SQL gets at nothing else. */
function copiesOfInputs({ scenario, productionSchema, profile }: Rehearsal): string[] {
  const read = new Set((scenario.analyses ?? []).flatMap(({ inputs }) => inputs));
  const tables = tablesOf(scenario, productionSchema).filter(({ name }) => read.has(name));
  return [
    ...new Set(tables.map(({ schema }) => `create schema "${schema}"`)),
    ...tables.map(
      ({ schema, name }) => `create table "${schema}"."${name}" as select * from "${profile}"."${schema}"."${name}"`,
    ),
  ];
}

function checkAnswer(name: string, path: string, answer: QueryAnswer | undefined, project: DbtProject): Check {
  const about = { stage: 'analyses', subject: name, title: `The analysis ${name} runs` } as const;
  if (answer && !('failed' in answer)) {
    const rows = `${answer.rows.length === mostRows ? `${mostRows} or more` : answer.rows.length} rows`;
    return plainCheck(about, { passed: true, promised, seen: rows });
  }
  const failed = answer?.failed ?? 'it was not asked';
  const finding = { ...messageFinding(failed, project.files), path };
  return plainCheck(about, { passed: false, promised, seen: failed.split('\n')[0] ?? failed }, [finding]);
}
