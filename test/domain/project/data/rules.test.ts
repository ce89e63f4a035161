import { describe, expect, it } from 'vitest';
import { DataRuleError } from '../../../../src/domain/project/data/data-rule-error.ts';
import { materialise } from '../../../../src/domain/project/data/materialise.ts';
import type { FullerRule } from '../../../../src/domain/project/fuller-rule.ts';
import { type Delivery, type RowsPiece, rowsPieceSchema } from '../../../../src/domain/project/piece.ts';
import type { Cell } from '../../../../src/domain/scenario/cell.ts';
import type { Scenario } from '../../../../src/domain/scenario/scenario.ts';
import { type Source, source } from '../../../../src/domain/scenario/source.ts';
import { ecommerce } from '../../blueprint/ecommerce.ts';

type Column = { name: string; type: string; nullable?: boolean; primary_key?: boolean };

function aSource(table: string, columns: Column[], more: Partial<Source> = {}): Source {
  const all = columns.map((column) => ({ description: 'x', ...column }));
  const loaded = { name: 'loaded_at', type: 'timestamp', description: 'x' };
  return source.parse({
    system: 'crm',
    table,
    entity: table,
    description: 'x',
    staging_purpose: 'x',
    loaded_at: 'loaded_at',
    columns: [...all, loaded],
    ...more,
  });
}

function aPiece(
  table: string,
  row: (index: number) => Cell[],
  fuller: FullerRule,
  next_day: Partial<Delivery> = {},
): RowsPiece {
  return rowsPieceSchema.parse({
    schema: 'rows/1',
    source: `crm.${table}`,
    as_of: '2026-06-30',
    next_day,
    fuller,
    day_one: Array.from({ length: 10 }, (_, index) => [...row(index), '2026-06-01 00:00:00']),
  });
}

const loaded = { loaded_at: { kind: 'constant', value: '2026-06-02 00:00:00' } } as const;
const accounts = aSource('accounts', [
  { name: 'id', type: 'integer', primary_key: true },
  { name: 'since', type: 'date' },
  { name: 'fee', type: 'amount' },
]);
const accountRows = aPiece('accounts', (index) => [index + 1, '2026-01-01', 10], {
  columns: {
    id: { kind: 'sequence', start: 5 },
    since: { kind: 'day', earliest_days_ago: 300, latest_days_ago: 0 },
    fee: { kind: 'number', minimum: 1, maximum: 99, decimals: 2 },
    ...loaded,
  },
});

/** The rows made by rule, by column name. */
function made(sources: Source[], rows: RowsPiece[], table: string): Record<string, Cell>[] {
  const scenario: Scenario = { ...ecommerce.scenario, sources, incidents: [] };
  const data = materialise({ scenario, rows, dataVolume: 'fuller', asOf: '2026-06-30', shortId: 's' }).dayOne;
  const names = sources.find((candidate) => candidate.table === table)?.columns.map(({ name }) => name) ?? [];
  return (data.get(`crm.${table}`) ?? [])
    .slice(10)
    .map((row) => Object.fromEntries(row.map((cell, index) => [names[index], cell])));
}

const periods = aSource('periods', [
  { name: 'id', type: 'integer', primary_key: true },
  { name: 'account', type: 'integer' },
  { name: 'started', type: 'date' },
  { name: 'ended', type: 'date', nullable: true },
  { name: 'price', type: 'amount' },
]);
const chained = aPiece('periods', (index) => [index + 1, 1, '2026-01-01', null, 5], {
  per: { source: 'crm.accounts', column: 'id', minimum: 1, maximum: 5, ends_with: 'ended' },
  working: {
    before: { kind: 'previous', column: 'ended', first: { kind: 'lookup', source: 'crm.accounts', column: 'since' } },
    last: { kind: 'position', from: 'end' },
  },
  columns: {
    id: { kind: 'sequence', start: 1 },
    account: { kind: 'lookup', source: 'crm.accounts', column: 'id' },
    started: { kind: 'copy', column: 'before' },
    ended: {
      kind: 'when',
      column: 'last',
      is: [1],
      use: { kind: 'constant', value: null },
      otherwise: { kind: 'after', column: 'started', minimum_hours: 480, maximum_hours: 2400 },
    },
    price: { kind: 'split', source: 'crm.accounts', column: 'fee' },
    ...loaded,
  },
});

describe('rules for runs of rows', () => {
  const rows = made([accounts, periods], [accountRows, chained], 'periods');
  const byAccount = Map.groupBy(rows, ({ account }) => account);

  it('chains the rows of a run, each beginning where the one before ended', () => {
    for (const run of byAccount.values()) {
      run.forEach((row, index) => {
        if (index > 0) expect(row.started).toBe(run[index - 1]?.ended);
        if (row.ended !== null) expect(String(row.ended) > String(row.started)).toBe(true);
      });
    }
    expect(Math.max(...[...byAccount.values()].map((run) => run.length))).toBeGreaterThan(1);
  });

  it('ends a run with the first row whose end lies beyond the data', () => {
    for (const run of byAccount.values()) {
      expect(run.slice(0, -1).every(({ ended }) => ended !== null)).toBe(true);
      expect(run.at(-1)?.ended).toBeNull();
    }
  });

  it('passes over keys that are written, and makes each once', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids[0]).toBe(11);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('splits an amount so that the parts of a full run add up to it', () => {
    const columns = {
      ...chained.fuller.columns,
      started: { kind: 'constant', value: '2026-06-01' },
      ended: { kind: 'constant', value: null },
    } as const;
    const per = { source: 'crm.accounts', column: 'id', minimum: 3, maximum: 3 };
    const whole = { ...chained, fuller: { per, columns } };
    const fees = new Map(
      made([accounts, periods], [accountRows, whole], 'accounts').map(({ id, fee }) => [id, Number(fee)]),
    );
    for (const [account, run] of Map.groupBy(
      made([accounts, periods], [accountRows, whole], 'periods'),
      (row) => row.account ?? null,
    )) {
      expect(run).toHaveLength(3);
      expect(run.reduce((sum, { price }) => sum + Math.round(Number(price) * 100), 0)).toBe(
        Math.round((fees.get(account) ?? 0) * 100),
      );
    }
  });

  it('makes no row where a run ends before it', () => {
    const per = { source: 'crm.accounts', column: 'id', minimum: 4, maximum: 4, ends_before: 'until' };
    const until = { kind: 'after', column: 'before', minimum_hours: 4_000, maximum_hours: 4_000 } as const;
    const fuller: FullerRule = {
      per,
      working: { before: { kind: 'lookup', source: 'crm.accounts', column: 'since' }, until },
      columns: {
        ...chained.fuller.columns,
        ended: { kind: 'copy', column: 'until' },
        price: { kind: 'constant', value: 1 },
      },
    };
    const bounded = made([accounts, periods], [accountRows, { ...chained, fuller }], 'periods');
    expect(bounded.length).toBeGreaterThan(0);
    expect(bounded.every(({ ended }) => ended !== null && String(ended) <= '2026-06-30')).toBe(true);
  });
});

describe('what cannot be', () => {
  const only = (columns: FullerRule['columns']): RowsPiece => ({
    ...accountRows,
    fuller: { columns: { ...accountRows.fuller.columns, ...columns } },
  });

  it('clamps a moment beyond the data where the column may not be empty', () => {
    const rows = made(
      [accounts],
      [only({ since: { kind: 'after', column: 'loaded_at', minimum_hours: 2_000, maximum_hours: 3_000 } })].map(
        (piece) => ({
          ...piece,
          fuller: { columns: { loaded_at: loaded.loaded_at, ...piece.fuller.columns } },
        }),
      ),
      'accounts',
    );
    expect(rows.every(({ since }) => since === '2026-06-30')).toBe(true);
  });

  it('refuses an empty cell in a column that is never empty, and names the source and the column', () => {
    expect(() => made([accounts], [only({ fee: { kind: 'constant', value: null } })], 'accounts')).toThrow(
      DataRuleError,
    );
    expect(() => made([accounts], [only({ fee: { kind: 'constant', value: null } })], 'accounts')).toThrow(
      /crm\.accounts.*fee may not be empty/,
    );
  });

  it('refuses sources that wait for each other', () => {
    const circle = only({ fee: { kind: 'reference', source: 'crm.periods', column: 'price' } });
    expect(() => made([accounts, periods], [circle, chained], 'accounts')).toThrow(/in a circle/);
  });

  it('refuses a missing piece and an amendment of a row that is not there', () => {
    expect(() => made([accounts], [], 'accounts')).toThrow(/its rows are missing/);
    const lost = { ...accountRows, next_day: { append: [], amend: [{ key: 99_999, set: { fee: 1 } }] } };
    expect(() => made([accounts], [lost], 'accounts')).toThrow(/amends 99999/);
  });
});

describe('a source that delivers versions', () => {
  it('keeps the row that was there and adds the amended one, loaded the next morning', () => {
    const versioned = aSource(
      'accounts',
      [
        { name: 'id', type: 'integer', primary_key: true },
        { name: 'since', type: 'date' },
        { name: 'fee', type: 'amount' },
      ],
      { delivers_versions: true },
    );
    const amended = { ...accountRows, next_day: { append: [], amend: [{ key: 3, set: { fee: 12.5 } }] } };
    const scenario: Scenario = { ...ecommerce.scenario, sources: [versioned], incidents: [] };
    const { batches } = materialise({ scenario, rows: [amended], dataVolume: 'ten', asOf: '2026-06-30', shortId: 's' });
    const rows = batches.get('next-day')?.get('crm.accounts') ?? [];
    expect(rows).toHaveLength(11);
    expect(rows[2]).toEqual([3, '2026-01-01', 10, '2026-06-01 00:00:00']);
    expect(rows[10]).toEqual([3, '2026-01-01', 12.5, '2026-07-01 06:00:00']);
  });
});
