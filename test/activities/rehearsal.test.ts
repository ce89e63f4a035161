import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../src/config.ts';
import { snapshotSchema } from '../../src/domain/project/snapshot.ts';
import { scenarioSchema } from '../../src/domain/scenario/scenario.ts';
import { digestOf } from '../../src/integrations/artifacts/digest.ts';
import { getJson } from '../../src/integrations/artifacts/json.ts';
import { getTree } from '../../src/integrations/artifacts/tree.ts';
import { type OpenBench, openBench, rehearseBrief } from './rehearse-blueprint.ts';

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.deps.dbt.version();
}, 60_000);
afterAll(() => bench.close());

const asOf = '2026-11-20';
const minutes = 10 * 60_000;

/** Every blueprint is rehearsed, a new one without a change here. */
const blueprints = await readdir(join(root, 'blueprints'));

describe.each(blueprints)('the blueprint %s', (blueprint) => {
  test('keeps every promise, incremental equals a full refresh, and every metric answers', {
    timeout: minutes,
  }, async () => {
    const card = parse(await readFile(join(root, 'blueprints', blueprint, 'blueprint.yml'), 'utf8'));
    const { report, project } = await rehearseBrief(
      bench.deps,
      { company: "O'Brien & Söhne 株式会社", industry: card.label },
      asOf,
    );
    const red = report.checks
      .filter(({ passed }) => !passed)
      .map(({ title, promised, seen }) => ({ title, promised, seen }));
    expect(red).toEqual([]);
    const snapshot = await getJson(bench.deps.artifacts, snapshotSchema, project);
    const scenario = await getJson(bench.deps.artifacts, scenarioSchema, snapshot.scenario);
    expect(scenario.origin?.blueprint).toBe(blueprint);
    const stages = report.checks.map(({ stage }) => stage);
    expect(stages.filter((stage) => stage === 'incident')).toHaveLength(scenario.incidents.length * 4);
    expect(stages.filter((stage) => stage === 'change').length).toBeGreaterThanOrEqual(scenario.changes.length);
    expect(report.metrics.map(({ query }) => query)).toEqual(
      scenario.semantic_layer?.saved_queries.map(({ name }) => name),
    );
    for (const { name } of scenario.semantic_layer?.metrics ?? []) {
      const columns = report.everyMetric
        .filter((answer) => answer.columns.includes(name))
        .map((answer) => answer.columns[0]);
      expect([name, ...columns]).toEqual([name, 'metric_time__month', expect.stringMatching(/__/)]);
    }
    const written = scenario.data_volume === undefined || scenario.data_volume === 'ten';
    for (const { relation, dayOne } of report.rowCounts.filter(({ relation }) => relation.startsWith('raw_'))) {
      expect([relation, written ? dayOne === 10 : dayOne >= 1_000]).toEqual([relation, true]);
    }
    expect(scenario.incidents.length).toBeGreaterThanOrEqual(2);
    expect(scenario.changes.length).toBeGreaterThanOrEqual(2);
  });
});

describe('a rehearsal', () => {
  const brief = { company: 'Acme', industry: 'E-commerce' };

  test('of a model that cannot run is red, and points to the file and the line', { timeout: minutes }, async () => {
    const { project } = await rehearseBrief(bench.deps, brief, asOf);
    const { main } = await getJson(bench.deps.artifacts, snapshotSchema, project);
    const path = 'models/marts/fct_orders.sql';
    const content = new TextDecoder().decode((await getTree(bench.deps.artifacts, main)).get(path));
    const broken = content.replace(
      'final as (',
      'final as (\n    select no_such_column from orders limit 0\n), rest as (',
    );
    const { report } = await rehearseBrief(bench.deps, brief, asOf, [
      { path, beneath: digestOf(content), content: broken },
    ]);
    expect(report.passed).toBe(false);
    const findings = report.checks.flatMap((check) => check.findings);
    expect(findings).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining('no_such_column') }),
    );
    const line = findings.find((finding) => finding.path === path)?.line ?? 0;
    expect(broken.split('\n')[line - 1]).toContain('no_such_column');
  });

  test('of a file with a hook is red before anything runs', { timeout: minutes }, async () => {
    const path = 'models/marts/extra.sql';
    const content = '{{ config(post_hook="drop schema x cascade") }}\nselect 1 as one\n';
    const { report } = await rehearseBrief(bench.deps, brief, asOf, [{ path, beneath: null, content }]);
    expect(report.checks.map(({ stage, passed }) => [stage, passed])).toEqual([['lint', false]]);
    expect(report.checks[0]?.findings[0]).toMatchObject({ path });
  });

  test('of the same snapshot is not run twice', { timeout: minutes }, async () => {
    await rehearseBrief(bench.deps, brief, asOf);
    const again = performance.now();
    await rehearseBrief(bench.deps, brief, asOf);
    expect(performance.now() - again).toBeLessThan(3_000);
  });
});
