import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DbtProject } from '../../../src/activities/dbt/dbt-project.ts';
import { rehearseMetrics } from '../../../src/activities/rehearsal/metrics.ts';
import type { Rehearsal } from '../../../src/activities/rehearsal/rehearsed-project.ts';
import { countedIn } from '../../../src/domain/rehearsal/number-shown.ts';
import { metricQuestions } from '../../../src/domain/scenario/metric-questions.ts';
import type { DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { aReport } from '../../views/fixtures/reports.ts';

const scenario = libraryScenario();
let results = '';
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'every-metric-'));
});
afterAll(() => rm(results, { recursive: true }));

/** Answers a query with two rows of `value`, unless `broken` is among its metrics. Counts the queries of each round. */
async function rehearsed(value: string, broken?: string) {
  const rounds: number[] = [];
  const metricflow = async ({ commands }: Parameters<DbtRunner['metricflow']>[0]) => {
    rounds.push(commands.length);
    const asked = commands.map(async (command) => {
      const after = (option: string) => command[command.indexOf(option) + 1] ?? '';
      const metrics = after('--metrics').split(',');
      if (broken !== undefined && metrics.includes(broken)) return { succeeded: false, seconds: 1, log: 'no column' };
      const groups = after('--group-by').split(',');
      const rows = ['2026-10-01', '2026-11-01'].map((day) =>
        [
          ...groups.map((group) => (group === 'metric_time__month' ? `${day} 00:00:00` : 'north')),
          ...metrics.map(() => value),
        ].join(),
      );
      await writeFile(after('--csv'), [[...groups, ...metrics].join(), ...rows, ''].join('\n'));
      return { succeeded: true, seconds: 1, log: '' };
    });
    return { commands: await Promise.all(asked), log: '' };
  };
  // Only what asking uses: a process that answers, and a folder for its answers.
  const rehearsal = {
    ...{ deps: { dbt: { metricflow } }, scenario },
    context: { signal: new AbortController().signal, progress: () => {} },
  } as unknown as Rehearsal;
  const project = { folders: { results }, environment: {} } as unknown as DbtProject;
  const { every } = await rehearseMetrics(rehearsal, project);
  return { ...every, rounds };
}

test('every metric answers by month and by a dimension, in as many queries as there are questions', async () => {
  const { checks, answers, rounds } = await rehearsed('4');
  expect(checks.every(({ passed }) => passed)).toBe(true);
  const names = scenario.semantic_layer?.metrics.map(({ name }) => name) ?? [];
  for (const name of names) expect(answers.filter(({ columns }) => columns.includes(name))).toHaveLength(2);
  // Beside the saved queries, in one process.
  const saved = scenario.semantic_layer?.saved_queries.length ?? 0;
  expect(rounds).toEqual([saved + metricQuestions(scenario).length]);
});

test('a metric that cannot be answered makes the check red with its name, and the others are answered alone', async () => {
  const { checks, answers } = await rehearsed('4', 'fee_per_loan');
  const red = checks.filter(({ passed }) => !passed);
  expect(red.map(({ seen }) => seen)).toEqual(['no number for fee_per_loan', 'no number for fee_per_loan']);
  expect(red[0]?.log).toContain('no column');
  expect(answers.filter(({ columns }) => columns.includes('loans'))).toHaveLength(2);
  expect(answers.some(({ columns }) => columns.includes('fee_per_loan'))).toBe(false);
});

test('a metric without a number in any month is not answered', async () => {
  const { checks } = await rehearsed('');
  expect(checks.filter(({ passed }) => !passed).map(({ title }) => title)).toEqual([
    'Metrics of fct_loans by month',
    'Metrics of fct_loans by month',
  ]);
});

test('a metric that no saved query asks for has the number of its latest month', async () => {
  const { answers } = await rehearsed('4', 'fee_per_loan');
  const known = { report: { ...aReport(true, '0'.repeat(64)), metrics: [], everyMetric: answers } };
  const unsaved = libraryScenario(({ semantic_layer: layer }) => {
    if (layer) layer.saved_queries = layer.saved_queries.filter(({ metrics }) => !metrics.includes('loans'));
  });
  expect(countedIn([{ kind: 'metric', name: 'loans' }], unsaved, known)).toEqual({
    value: '4 (2026-11)',
    of: 'loans, latest when it was rehearsed',
  });
});
