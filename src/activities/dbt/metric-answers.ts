import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { MetricAnswer } from '../../domain/rehearsal/report.ts';
import { drawnMetric } from '../../domain/scenario/drawn-metric.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
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

/** More rows are cut off: an answer is kept whole wherever a person may still take a number from it. */
export const mostAnswerRows = 5_000;

/** Asks saved queries of the project's metrics, all of the scenario's unless told, as MetricFlow computes them. */
export async function askMetrics(
  dbt: DbtRunner,
  project: DbtProject,
  { semantic_layer: layer, currency }: Scenario,
  { signal, progress }: StepContext,
  queries: readonly SavedQuery[] = layer?.saved_queries ?? [],
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
    // One more than is kept tells whether there are more.
    String(mostAnswerRows + 1),
    '--csv',
    file(query),
  ]);
  progress('Asking the metrics');
  const result = await dbt.metricflow({ folders: project.folders, commands, env: project.environment }, { signal });
  return Promise.all(
    queries.map(async (query, index): Promise<Asked> => {
      const { succeeded = false, seconds = 0, log = '' } = result.commands[index] ?? {};
      const text = succeeded ? await readFile(file(query), 'utf8').catch(() => '') : '';
      const [columns, ...answered] = parse(text) as string[][];
      if (!columns) return { query, answer: undefined, seconds, log };
      const all = layer?.metrics ?? [];
      const metrics = query.metrics.flatMap((column) =>
        all.flatMap(({ name, label, format }) => (name === column ? [{ column, label, format }] : [])),
      );
      const draws = drawnMetric(query, all);
      const { name, question, limit } = query;
      const rows = answered.slice(0, mostAnswerRows);
      const cut = answered.length > rows.length;
      const answer = { query: name, question, columns, rows, cut, limit, metrics, currency, draws };
      return { query, answer, seconds, log };
    }),
  );
}
