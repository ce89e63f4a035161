import type { DeliveryAnswer, FullerAnswer, RowsAnswer, TextRow } from '../../../src/domain/answer/rows.ts';
import type { SqlAnswer, UnitTestAnswer } from '../../../src/domain/answer/sql.ts';
import type { Delivery, Pieces, RowsPiece, SqlPiece, UnitTest } from '../../../src/domain/project/piece.ts';
import type { Cell, Row } from '../../../src/domain/scenario/cell.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import type { Source } from '../../../src/domain/scenario/source.ts';

/** The answer that would give these rows, with nothing said of how further ones are spread. */
export function rowsAnswerOf({ day_one, next_day, incidents, as_of }: RowsPiece, source: Source): RowsAnswer {
  const fuller: FullerAnswer = { days_back: 365, growth: 1.3, season: [], spreads: [] };
  return {
    as_of,
    day_one: day_one.map((row) => textRow(row, source)),
    next_day: delivery(next_day, source),
    incidents: Object.entries(incidents).map(([id, one]) => ({ id, ...delivery(one, source) })),
    fuller,
  };
}

function textRow(row: Row, { columns }: Source): TextRow {
  return Object.fromEntries(columns.map(({ name }, index) => [name, text(row[index] ?? null)]));
}

function delivery({ append, amend }: Delivery, source: Source): DeliveryAnswer {
  return {
    append: append.map((row) => textRow(row, source)),
    amend: amend.map(({ key, set }) => ({
      key: Array.isArray(key) ? key.map(text).join(' ') : text(key),
      set: Object.entries(set).map(([column, value]) => ({ column, value: text(value) })),
    })),
  };
}

export function sqlAnswerOf({ sql, unit_tests }: SqlPiece): SqlAnswer {
  const rows = (list: UnitTest['expect']): UnitTestAnswer['expect'] =>
    list.map((row) => ({ cells: Object.entries(row).map(([column, value]) => ({ column, value: text(value) })) }));
  return {
    sql: `with ${sql}\nselect * from final;`,
    unit_tests: unit_tests.map(({ given, expect, ...test }) => ({
      ...test,
      given: given.map((one) => ({ input: one.input, rows: rows(one.rows) })),
      expect: rows(expect),
    })),
  };
}

function text(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

/** The answers of all pieces of a scenario by task, in the order in which the scenario names them. */
export function piecesOf(scenario: Scenario, pieces: Pieces): Readonly<Record<string, readonly unknown[]>> {
  const rows = scenario.sources.flatMap((source) => {
    const piece = pieces.rows.find(({ source: id }) => id === `${source.system}.${source.table}`);
    return piece ? [rowsAnswerOf(piece, source)] : [];
  });
  const sql = [...scenario.intermediate, ...scenario.marts].flatMap(({ name }) => {
    const piece = pieces.sql.find(({ model }) => model === name);
    return piece ? [sqlAnswerOf(piece)] : [];
  });
  const changes = scenario.changes.flatMap(({ id }) => {
    const piece = pieces.changes.find(({ change }) => change === id);
    return piece ? [{ models: piece.models.map((one) => ({ model: one.model, ...sqlAnswerOf(one) })) }] : [];
  });
  return { 'write-rows': rows, 'write-sql': sql, 'write-change': changes };
}
