import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/config.ts';
import { warehouses } from '../../src/domain/brief/brief.ts';
import { isProven, provenWarehouses, warehouseLabels } from '../../src/domain/rehearsal/warehouse-proof.ts';
import { loadBlueprints } from '../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintProject, edited } from '../integrations/dbt/warehouse/blueprint-project.ts';
import { openProver, ran } from '../integrations/dbt/warehouse/open-prover.ts';

let bench: Awaited<ReturnType<typeof openProver>>;
beforeAll(async () => {
  bench = await openProver();
});
afterAll(() => bench.close());

const blueprints = await readdir(join(root, 'blueprints'));

test('whatever blueprint and warehouse a brief can come to is among them', async () => {
  const loaded = await loadBlueprints(join(root, 'blueprints'));
  expect(blueprints.toSorted()).toEqual(loaded.map(({ card }) => card.name).toSorted());
  expect(provenWarehouses.toSorted()).toEqual(warehouses.filter(isProven).toSorted());
});

describe.each(provenWarehouses)('on %s', (warehouse) => {
  const builds = warehouse === 'snowflake' || warehouse === 'redshift';

  test.each(blueprints)('the blueprint %s is proven', async (blueprint) => {
    const project = await blueprintProject(blueprint, warehouse);
    const proof = await bench.prover.prove(project, warehouse);
    expect(proof.findings).toEqual([]);
    expect(proof.passed).toBe(true);
    expect(ran(proof)).toEqual({
      rules: true,
      parse: true,
      'compile-first-run': true,
      'compile-later-run': true,
      functions: true,
      ...(builds ? { 'recorded-build': true } : {}),
    });
    expect(proof.statementsRecorded > 0).toBe(builds);
    process.stderr.write(
      `${warehouse} ${blueprint}: dbt ${proof.dbtVersion}, adapter ${proof.adapterVersion}, ${proof.filesCompiled} queries, ` +
        `${proof.statementsRecorded} statements, ${proof.seconds} s\n`,
    );
  });

  test('an unknown key, a function of DuckDB and SQL that a macro hides are red', async () => {
    const { main } = await blueprintProject('ecommerce-orders', warehouse);
    const properties = 'models/marts/schema.yml';
    const history = 'models/intermediate/int_customers_order_history.sql';
    const hidden = 'models/intermediate/int_orders_with_payments.sql';
    const faulty = edited(main, {
      [properties]: (text) => text.replace('    config:\n', '    config:\n      materialised: table\n'),
      [history]: (text) => text.replace('count(order_id) as', 'list_unique(list(order_id)) as'),
      [hidden]: (text) =>
        `{% set paid = "distinct on (order_id) order_id" %}\n${text.replace('select\n', 'select {{ paid }},\n')}`,
    });
    const { passed, findings } = await bench.prover.prove({ main: faulty, changes: new Map() }, warehouse);
    expect(passed).toBe(false);
    const lineOf = (path: string, text: string) =>
      (faulty.get(path) ?? '').split('\n').findIndex((line) => line.includes(text)) + 1;
    expect(findings).toContainEqual(
      expect.objectContaining({ stage: 'parse', path: properties, line: lineOf(properties, 'materialised:') }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        stage: 'functions',
        path: history,
        line: lineOf(history, 'list_unique'),
        message: `${warehouseLabels[warehouse]} has no function list_unique.`,
      }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ stage: 'rules', path: hidden, message: expect.stringContaining('distinct on') }),
    );
  });
});
