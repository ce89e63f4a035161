import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { MetricAnswer } from '../../domain/rehearsal/report.ts';
import type { SavedQuery } from '../../domain/scenario/semantic-layer.ts';
import type { DbtRunner } from '../../integrations/dbt/runner.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtProject } from './dbt-project.ts';

/** What asking the metrics came to: an answer, or the end of what MetricFlow said. */
export interface Asked {
  readonly query: SavedQuery;
  readonly answer: MetricAnswer | undefined;
  readonly seconds: number;
  readonly log: string;
}

/** Asks every saved query of the project's metrics, as MetricFlow computes them. */
export async function askMetrics(
  dbt: DbtRunner,
  project: DbtProject,
  queries: readonly SavedQuery[],
  { signal, progress }: StepContext,
): Promise<Asked[]> {
  if (queries.length === 0) return [];
  const file = ({ name }: SavedQuery) => join(project.folders.results, `${name}.csv`);
  const commands = queries.map((query) => [
    'query',
    '--metrics',
    query.metrics.join(','),
    '--group-by',
    query.group_by.join(','),
    '--order',
    query.group_by.join(','),
    '--limit',
    String(query.limit),
    '--csv',
    file(query),
  ]);
  progress('Asking the metrics');
  const result = await dbt.metricflow({ folders: project.folders, commands, env: project.environment }, { signal });
  return Promise.all(
    queries.map(async (query, index): Promise<Asked> => {
      const { succeeded = false, seconds = 0, log = '' } = result.commands[index] ?? {};
      const text = succeeded ? await readFile(file(query), 'utf8').catch(() => '') : '';
      const [columns, ...rows] = parse(text) as string[][];
      const answer = columns ? { query: query.name, question: query.question, columns, rows } : undefined;
      return { query, answer, seconds, log };
    }),
  );
}
