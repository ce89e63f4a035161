import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DbtProject } from '../../../src/activities/dbt/dbt-project.ts';
import { askMetrics, mostAnswerRows } from '../../../src/activities/dbt/metric-answers.ts';
import type { DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';

const scenario = libraryScenario(({ semantic_layer: layer }) => {
  for (const query of layer?.saved_queries ?? []) query.limit = 500;
});
let results = '';
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'metric-answers-'));
});
afterAll(() => rm(results, { recursive: true }));

/** Answers every query with as many of `days` rows as it was asked for, the oldest first. */
function runnerOf(days: number): Pick<DbtRunner, 'metricflow'> {
  return {
    async metricflow({ commands }) {
      for (const command of commands) {
        const after = (option: string) => command[command.indexOf(option) + 1] ?? '';
        const rows = Array.from({ length: Math.min(days, Number(after('--limit'))) }, (_, day) => `day ${day},1`);
        await writeFile(after('--csv'), ['metric_time__day,fees', ...rows, ''].join('\n'));
      }
      const answered = commands.map(() => ({ succeeded: true, seconds: 1, log: '' }));
      return { commands: answered, log: '' } as unknown as Awaited<ReturnType<DbtRunner['metricflow']>>;
    },
  };
}

async function ask(days: number) {
  // Of the two parts only what asking uses: a process that answers, and a folder for its answers.
  const dbt = runnerOf(days) as DbtRunner;
  const project = { folders: { results }, environment: {} } as unknown as DbtProject;
  const context = { signal: new AbortController().signal, progress: () => {} };
  const [asked] = await askMetrics(dbt, project, scenario, context as unknown as Parameters<typeof askMetrics>[3]);
  return asked?.answer;
}

test('an answer has its last row, though its table shows fewer', async () => {
  const answer = await ask(730);
  expect(answer?.rows.at(-1)?.[0]).toBe('day 729');
  expect(answer).toMatchObject({ cut: false, limit: 500 });
});

test('an answer says when there are more rows than it keeps', async () => {
  expect(await ask(mostAnswerRows)).toMatchObject({ cut: false });
  const answer = await ask(mostAnswerRows + 100);
  expect(answer?.cut).toBe(true);
  expect(answer?.rows).toHaveLength(mostAnswerRows);
});
