import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../../src/config.ts';
import type { ProjectFiles, RenderedProject } from '../../../../src/domain/project/render-input.ts';
import type { WarehouseProof } from '../../../../src/domain/rehearsal/warehouse-proof.ts';
import { blueprintProject, edited } from './blueprint-project.ts';
import { openProver, ran } from './open-prover.ts';

let bench: Awaited<ReturnType<typeof openProver>>;
let shop: RenderedProject;
beforeAll(async () => {
  bench = await openProver();
  shop = await blueprintProject('ecommerce-orders', 'snowflake');
});
afterAll(() => bench.close());

const minutes = 4 * 60_000;

describe.each(await readdir(join(root, 'blueprints')))('the blueprint %s', (blueprint) => {
  test('and each of its changes run on Snowflake, as far as shows without one', { timeout: minutes }, async () => {
    const project = await blueprintProject(blueprint, 'snowflake');
    const said: string[] = [];
    const proof = await bench.prover.prove(project, 'snowflake', { progress: (line) => said.push(line) });
    expect(proof.findings).toEqual([]);
    expect(proof.passed).toBe(true);
    expect(ran(proof)).toEqual({
      rules: true,
      parse: true,
      'compile-first-run': true,
      'compile-later-run': true,
      functions: true,
      'recorded-build': true,
    });
    const models = [...project.main.keys()].filter((path) => /^models\/.*\.sql$/.test(path)).length;
    // Both branches of every model, and the tests and what the changes alter besides.
    expect(proof.filesCompiled).toBeGreaterThan(models * 2 * 2);
    expect(project.changes.size).toBeGreaterThan(0);
    for (let change = 1; change <= project.changes.size; change += 1) {
      expect(said.some((line) => line.startsWith(`Snowflake, change ${change}, compile, a later run`))).toBe(true);
    }
    expect(proof.statementsRecorded).toBeGreaterThan(models * 2);
    expect(said.some((line) => line.startsWith('Snowflake, build on what stands'))).toBe(true);
    expect(await readdir(join(bench.folder, 'work'))).toEqual([]);
  });
});

describe('a project that Snowflake would refuse is red', () => {
  const properties = 'models/marts/schema.yml';
  const history = 'models/intermediate/int_customers_order_history.sql';
  const daily = 'models/marts/fct_daily_revenue.sql';
  let main: ProjectFiles;
  let proof: WarehouseProof;
  beforeAll(async () => {
    main = edited(shop.main, {
      [properties]: (text) =>
        text.replace('    config:\n', '    owner_team: sales\n    config:\n      materialised: table\n'),
      [history]: (text) =>
        text
          .replace('count(order_id) as order_count', 'list_unique(list(order_id)) as order_count')
          .replace('sum(order_total - refunded_amount)', 'sum(order_total::numeric - refunded_amount)'),
      [daily]: (text) =>
        text.replace('cast(order_count as {{ dbt.type_bigint() }})', 'cast(order_count as {{ dbt.type_string() }})'),
    });
    const text = (main.get(daily) ?? '').replace('sum(gross_revenue) as', 'sum(epoch_ns(gross_revenue)) as');
    const changes = new Map([['by-the-nanosecond', new Map([[daily, text]])]]);
    proof = await bench.prover.prove({ main, changes }, 'snowflake');
    expect(proof.passed).toBe(false);
  }, minutes);

  const lineOf = (path: string, text: string) =>
    (main.get(path) ?? '').split('\n').findIndex((line) => line.includes(text)) + 1;

  test('for keys that dbt does not know, at each of them', () => {
    for (const key of ['materialised', 'owner_team']) {
      expect(proof.findings).toContainEqual({
        stage: 'parse',
        change: null,
        path: properties,
        line: lineOf(properties, `${key}:`),
        message: expect.stringContaining(key),
      });
    }
  });

  test('for a function that is DuckDB’s alone, at its line', () => {
    expect(proof.findings).toContainEqual({
      stage: 'functions',
      change: null,
      path: history,
      line: lineOf(history, 'list_unique'),
      message: 'Snowflake has no function list_unique.',
    });
  });

  test('for a cast with ::, at its line', () => {
    expect(proof.findings).toContainEqual({
      stage: 'rules',
      change: null,
      path: history,
      line: lineOf(history, '::numeric'),
      message: expect.stringContaining('cast(… as …)'),
    });
  });

  test('for a contract that the SQL does not keep, in the recorded build', () => {
    expect(proof.findings).toContainEqual(
      expect.objectContaining({
        stage: 'recorded-build',
        path: daily,
        message: expect.stringMatching(/ORDER_COUNT.*TEXT/),
      }),
    );
  });

  test('for what a change alone brings in, under its name', () => {
    const brought = proof.findings.filter(({ change }) => change === 'by-the-nanosecond');
    expect(brought).toEqual([
      expect.objectContaining({ stage: 'functions', path: daily, message: 'Snowflake has no function epoch_ns.' }),
    ]);
  });
});

test('a project that asks the warehouse while it compiles is red, and reaches none', { timeout: minutes }, async () => {
  const main = edited(shop.main, {
    'models/marts/fct_daily_revenue.sql': (text) => `{% do run_query('select 1') %}\n${text}`,
  });
  const proof = await bench.prover.prove({ main, changes: new Map() }, 'snowflake');
  expect(proof.passed).toBe(false);
  expect(ran(proof)).toMatchObject({ parse: true, 'compile-first-run': false });
  expect(proof.stages.at(-1)).toMatchObject({ ran: false, seen: 'not run, as an earlier stage is red' });
});

test('a proof that is given up ends at once', { timeout: minutes }, async () => {
  const abort = new AbortController();
  const proving = bench.prover.prove(shop, 'snowflake', {
    signal: abort.signal,
    progress: (line) => line.includes('parse') && abort.abort(),
  });
  await expect(proving).rejects.toMatchObject({ code: 'dbt-job-cancelled' });
  expect(await readdir(join(bench.folder, 'work'))).toEqual([]);
});
