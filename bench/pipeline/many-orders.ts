import type { SqlValue } from '../../src/integrations/dbt/job.ts';
import type { DbtRunner } from '../../src/integrations/dbt/runner.ts';
import type { LaidDown } from './lay-down.ts';

/** How the orders were made, and how many rows there are by raw table. */
export interface ManyRows {
  readonly by: 'tpch' | 'rule';
  readonly counts: Readonly<Record<string, number>>;
}

/** Of TPC-H this share of its smallest size has 150,000 orders. */
const scale = 0.1;

/** Between the keys of one copy and those of the next. */
const apart = 10_000_000;

/**
 * Fills the raw tables with as many orders as are wanted, and more: TPC-H's own where DuckDB's extension can be had, else
 * what the blueprint's rule has made, copied with keys of its own.
 */
export async function manyOrders(
  dbt: DbtRunner,
  { environment, database }: LaidDown,
  orders: number,
): Promise<ManyRows> {
  const raw = (table: string) => `"${environment.productionSchema}_raw"."raw_${table}"`;
  const change = (statements: readonly string[]) => dbt.sql({ database, write: true, statements });
  const by = await change(fromTpch(raw)).then(
    () => 'tpch' as const,
    async () => {
      const [before] = await change([`select count(*) from ${raw('tpch__orders')}`]);
      await change(copies(raw, Math.ceil(orders / numberOf(before?.rows[0]?.[0]))));
      return 'rule' as const;
    },
  );
  const tables = ['tpch__customer', 'tpch__orders', 'tpch__lineitem', 'tpch__part', 'marketing__spend'];
  const counted = await change(tables.map((table) => `select count(*) from ${raw(table)}`));
  return {
    by,
    counts: Object.fromEntries(tables.map((table, index) => [table, numberOf(counted[index]?.rows[0]?.[0])])),
  };
}

function copies(raw: (table: string) => string, times: number): string[] {
  const copy = (table: string, keys: readonly string[]) => {
    const moved = keys.map((key) => `${key} + nth * ${apart} as ${key}`).join(', ');
    const all = `${raw(table)}, range(1, ${times}) as copies(nth)`;
    return `insert into ${raw(table)} select * exclude (nth) replace (${moved}) from ${all}`;
  };
  return [
    copy('tpch__lineitem', ['l_orderkey']),
    copy('tpch__orders', ['o_orderkey', 'o_custkey']),
    copy('tpch__customer', ['c_custkey']),
  ];
}

/** Generated in memory beside the demo's tables, which take the columns that they have; the sample has no load time. */
function fromTpch(raw: (table: string) => string): string[] {
  const take = (table: string, columns: string, loaded: string, from: string) => [
    `delete from ${raw(table)}`,
    `insert into ${raw(table)} by name select ${columns}, cast(${loaded} as timestamp) as loaded_at from tpch_${from}`,
  ];
  const tables = ['customer', 'orders', 'lineitem', 'part'];
  return [
    'install tpch',
    'load tpch',
    `call dbgen(sf = ${scale}, suffix = '_made')`,
    ...tables.map((table) => `create temp table tpch_${table} as select * from ${table}_made`),
    ...[...tables, 'nation', 'region', 'supplier', 'partsupp'].map((table) => `drop table ${table}_made`),
    ...take(
      'tpch__customer',
      'c_custkey, c_name, c_nationkey, c_acctbal, c_mktsegment',
      "date '1992-01-01'",
      'customer',
    ),
    ...take(
      'tpch__orders',
      'o_orderkey, o_custkey, o_orderstatus, o_totalprice, o_orderdate, o_orderpriority',
      'o_orderdate',
      'orders',
    ),
    ...take(
      'tpch__lineitem',
      'l_orderkey, l_linenumber, l_partkey, l_quantity, l_extendedprice, l_discount, l_tax, l_returnflag, l_shipdate',
      'l_receiptdate',
      'lineitem',
    ),
    ...take('tpch__part', 'p_partkey, p_name, p_mfgr, p_brand, p_type, p_retailprice', "date '1992-01-01'", 'part'),
    // The ledger moves to the years of the sample.
    `update ${raw('marketing__spend')} set booked_on = booked_on - interval 29 year, loaded_at = loaded_at - interval 29 year`,
  ];
}

function numberOf(value: SqlValue | undefined): number {
  return Number(value ?? 0);
}
