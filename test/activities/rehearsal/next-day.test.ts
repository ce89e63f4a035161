import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load, production } from '../../../src/activities/dbt/commands.ts';
import { keepState } from '../../../src/activities/rehearsal/change.ts';
import { rehearseNextDay } from '../../../src/activities/rehearsal/next-day.ts';
import { openCopy, type Rehearsal } from '../../../src/activities/rehearsal/rehearsed-project.ts';
import { projectName, schemaName } from '../../../src/domain/naming/names.ts';
import type { Delivery, RowsPiece } from '../../../src/domain/project/piece.ts';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import type { BitingCase } from '../../../src/domain/scenario/biting-cases.ts';
import { ecommerce } from '../../domain/blueprint/ecommerce.ts';
import { type OpenBench, openBench } from '../rehearse-blueprint.ts';

const mart = 'models/marts/fct_orders.sql';
const view = 'models/intermediate/int_orders_with_payments.sql';
const staging = 'models/staging/stg_payments__transactions.sql';
const filter = /where loaded_at >= \([\s\S]*?from \{\{ this \}\}\n\)/;

/** What of the next day is one of the cases, by the keys of its rows. */
const keysOf: Record<BitingCase, readonly (string | number)[]> = {
  'same-day': [1013, 5015, 'pay_315'],
  late: [1012, 5014, 'pay_313'],
  'late-part': ['pay_314'],
  changed: [1009],
  'delivered-again': ['pay_308'],
};

/** Rows that are lost show against a full refresh; rows that are there twice are found by tests. */
const red: Record<BitingCase, string> = {
  'same-day': 'Incremental equals a full refresh',
  late: 'Incremental equals a full refresh',
  'late-part': 'Incremental equals a full refresh',
  changed: 'The next day builds green',
  'delivered-again': 'The next day builds green',
};

/** A mart that is wrong in one way: the case that bites it, the file, and what is written there instead. */
const wrong: readonly [string, BitingCase, string, RegExp, string][] = [
  [
    'takes only days after its newest',
    'same-day',
    mart,
    filter,
    'where ordered_on > (select max(ordered_on) from {{ this }})',
  ],
  ['is strict', 'late', mart, filter, 'where loaded_at > (select max(loaded_at) from {{ this }})'],
  ['does not look back', 'late', mart, filter, 'where loaded_at >= (select max(loaded_at) from {{ this }})'],
  [
    'does not know when its parts were loaded',
    'late-part',
    view,
    /greatest\([\s\S]*?\) as loaded_at/,
    'orders.loaded_at',
  ],
  [
    'appends',
    'changed',
    mart,
    /materialized='incremental',/,
    "materialized='incremental', incremental_strategy='append',",
  ],
  ['reads every delivery', 'delivered-again', staging, /where delivery_rank = 1/, ''],
];

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.deps.dbt.version();
}, 60_000);
afterAll(() => bench.close());

describe('the next day shows a mart that', () => {
  test.each(wrong)('%s, by the case “%s” alone', { timeout: 5 * 60_000 }, async (name, bites, path, right, mutant) => {
    const rehearsal = rehearsalOf(bites, name);
    const main = new Map(rehearsal.project.main);
    const before = main.get(path) ?? '';
    expect(before).toMatch(right);
    main.set(path, before.replace(right, mutant));
    const { firstRed } = await nextDay({ ...rehearsal, project: { ...rehearsal.project, main } });
    expect(firstRed).toBe(red[bites]);
  });

  test('is right, by all of them', { timeout: 5 * 60_000 }, async () => {
    expect(await nextDay(rehearsalOf(undefined, 'right'))).toEqual({ firstRed: undefined });
  });
});

/** A rehearsal of the shop, with a next day that holds one case or all. */
function rehearsalOf(bites: BitingCase | undefined, name: string): Rehearsal {
  const { scenario, pieces } = ecommerce;
  const rows = bites ? pieces.rows.map((piece) => only(piece, keysOf[bites])) : pieces.rows;
  const project = renderProject(
    {
      company: 'Petal & Pine',
      companyName: 'petal_pine',
      shortId: 'a1b2c3',
      scenario,
      pieces: { ...pieces, rows },
      warehouse: 'snowflake',
      dataVolume: 'ten',
      asOf: '2026-11-20',
    },
    bench.deps.template,
  );
  return {
    deps: bench.deps,
    context: { signal: new AbortController().signal, progress: () => {} },
    folder: join(bench.folder, name.replaceAll(' ', '-')),
    scenario,
    project,
    profile: projectName('petal_pine'),
    productionSchema: schemaName('petal_pine', 'a1b2c3'),
    asOf: '2026-11-20',
  };
}

function only(piece: RowsPiece, keys: readonly unknown[]): RowsPiece {
  const { append, amend }: Delivery = piece.next_day;
  return {
    ...piece,
    next_day: {
      append: append.filter(([key]) => keys.includes(key)),
      amend: amend.filter(({ key }) => keys.includes(key)),
    },
  };
}

/** Builds day one, then the next day on it. */
async function nextDay(rehearsal: Rehearsal): Promise<{ firstRed: string | undefined }> {
  const project = await openCopy(rehearsal, { name: 'production', title: 'Day one' });
  const built = await project.run([load, production]);
  expect(built.map(({ succeeded }) => succeeded)).toEqual([true, true]);
  const state = await keepState(rehearsal, project, []);
  const grown = await openCopy(rehearsal, { name: 'next-day', title: 'The next day', from: state.database });
  const { checks } = await rehearseNextDay(rehearsal, grown, state);
  return { firstRed: checks.find(({ passed }) => !passed)?.title };
}
