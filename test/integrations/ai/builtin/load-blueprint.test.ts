import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlueprintError } from '../../../../src/integrations/ai/builtin/blueprint-error.ts';
import { loadBlueprint, loadBlueprints } from '../../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from '../../../domain/blueprint/ecommerce.ts';

let folder: string;
let blueprint: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blueprints-'));
  blueprint = join(folder, 'ecommerce-orders');
  await cp(join(blueprintsFolder, 'ecommerce-orders'), blueprint, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(blueprint, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

const failure = (): Promise<unknown> =>
  loadBlueprint(blueprint).then(
    () => expect.unreachable('the blueprint was read'),
    (error: unknown) => error,
  );

describe('reading a blueprint', () => {
  it('finds a piece for every source, model and change', async () => {
    const { scenario, pieces } = await loadBlueprint(blueprint);
    expect(pieces.rows.map(({ source }) => source)).toEqual(
      scenario.sources.map(({ system, table }) => `${system}.${table}`),
    );
    const models = [...scenario.intermediate, ...scenario.marts].map(({ name }) => name);
    expect(pieces.sql.map(({ model }) => model).sort()).toEqual(models.sort());
    expect(pieces.changes.map(({ change }) => change)).toEqual(scenario.changes.map(({ id }) => id));
    expect(pieces.sql.find(({ model }) => model === 'fct_orders')?.unit_tests).toHaveLength(2);
  });

  it('has another digest once any file differs, and the same one otherwise', async () => {
    const { digest } = await loadBlueprint(blueprint);
    expect((await loadBlueprint(blueprint)).digest).toBe(digest);
    await edit('sql/dim_products.sql', 'products.sku', 'products.sku ');
    expect((await loadBlueprint(blueprint)).digest).not.toBe(digest);
  });

  it('reads every folder', async () => {
    expect((await loadBlueprints(folder)).map(({ card }) => card.name)).toEqual(['ecommerce-orders']);
  });

  it.each([
    ['scenario.yml', 'kind: fan-out', 'kind: fan-in', 'ecommerce-orders/scenario.yml'],
    ['scenario.yml', 'schema: scenario/1', 'schema: [', 'ecommerce-orders/scenario.yml'],
    ['rows/shop.orders.yml', '  - [1010, 8,', '  # [1010, 8,', 'ecommerce-orders/rows/shop.orders.yml'],
    ['rows/shop.orders.yml', 'kind: sequence', 'kind: guess', 'ecommerce-orders/rows/shop.orders.yml'],
    [
      'sql/fct_orders.unit_tests.yml',
      'incremental: true',
      'incremental: perhaps',
      'ecommerce-orders/sql/fct_orders.unit_tests.yml',
    ],
    ['blueprint.yml', 'name: ecommerce-orders', 'name: something-else', 'ecommerce-orders/blueprint.yml'],
  ])('names the file when %s has “%s” as “%s”', async (file, from, to, named) => {
    await edit(file, from, to);
    const error = await failure();
    expect(error).toBeInstanceOf(BlueprintError);
    expect(error).toMatchObject({ code: 'blueprint-unreadable', file: named });
  });

  it('names what is missing and what belongs to nothing', async () => {
    await rm(join(blueprint, 'rows/shop.products.yml'));
    expect(await failure()).toMatchObject({ file: 'ecommerce-orders/rows/shop.products.yml' });
    await cp(join(blueprintsFolder, 'ecommerce-orders'), blueprint, { recursive: true });
    await writeFile(join(blueprint, 'sql/notes.txt'), 'x');
    expect(await failure()).toMatchObject({ file: 'ecommerce-orders/sql/notes.txt' });
  });
});
