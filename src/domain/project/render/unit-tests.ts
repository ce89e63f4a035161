import { importName } from '../../naming/import-name.ts';
import type { Cell } from '../../scenario/cell.ts';
import type { ModelColumn } from '../../scenario/column.ts';
import { columnsOf } from '../../scenario/graph.ts';
import type { IntermediateModel, Mart } from '../../scenario/model.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { SqlPiece, UnitTest } from '../piece.ts';
import { plainText } from '../plain-text.ts';
import { plainType } from './column-types.ts';
import { yamlFile } from './yaml-file.ts';

type UnitRow = UnitTest['expect'][number];

interface TestedModel {
  readonly model: IntermediateModel | Mart;
  readonly columns: readonly ModelColumn[];
  readonly piece: SqlPiece;
}

/**
 * The unit tests of a layer. Inputs that a test does not give are empty; cells stand in the sequence of their columns.
 *
 * @param scenario where the inputs' columns stand
 * @param writtenFor the day for which the tests' dates are written; models that read `as_of` get it
 */
export function unitTests(models: readonly TestedModel[], scenario: Scenario, writtenFor: string): string | undefined {
  const tests = models.flatMap((tested) =>
    tested.piece.unit_tests.map((test) => unitTest(test, tested, scenario, writtenFor)),
  );
  return tests.length === 0 ? undefined : yamlFile({ version: 2, unit_tests: tests });
}

function unitTest(
  test: UnitTest,
  { model, columns, piece }: TestedModel,
  scenario: Scenario,
  writtenFor: string,
): object {
  const { inputs } = model;
  const before = test.given.find(({ input }) => input === 'this');
  const overrides = {
    ...('incremental' in model && model.incremental ? { macros: { is_incremental: test.incremental } } : {}),
    ...(/as_of/.test(piece.sql) ? { vars: { as_of: writtenFor } } : {}),
  };
  return {
    name: test.name,
    description: plainText(test.description),
    model: model.name,
    ...(Object.keys(overrides).length > 0 ? { overrides } : {}),
    given: [
      ...(before ? [{ input: 'this', format: 'sql', rows: rowsAsSql(before.rows, columns) }] : []),
      ...inputs.map((input) => ({
        input: `ref('${input}')`,
        rows: test.given
          .filter((given) => given.input === input || given.input === importName(input, inputs))
          .flatMap(({ rows }) => rows.map((row) => cleanRow(withoutNulls(row), columnsOf(scenario, input)))),
      })),
    ],
    expect: { rows: test.expect.map((row) => cleanRow(row, columns)) },
  };
}

/** What a row of an input does not name is null; Redshift refuses inputs whose first row says so of a column. */
function withoutNulls(row: UnitRow): UnitRow {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null));
}

function cleanRow(row: UnitRow, columns: readonly { readonly name: string }[]): UnitRow {
  const place = (name: string): number => {
    const index = columns.findIndex((column) => column.name === name);
    return index < 0 ? columns.length : index;
  };
  return Object.fromEntries(
    Object.entries(row)
      .sort(([a], [b]) => place(a) - place(b))
      .map(([name, cell]) => [name, typeof cell === 'string' ? plainText(cell) : cell]),
  );
}

/**
 * Rows of the table as it stood before, as SQL: dbt cannot look up the columns of a table that is not built yet.
 */
function rowsAsSql(rows: readonly UnitRow[], columns: readonly ModelColumn[]): string {
  const named = columns.filter(({ name }) => rows.some((row) => name in row));
  const selects = rows.map((row) => {
    const cells = named.map((column) => `${literal(row[column.name] ?? null, column)} as ${column.name}`);
    return `select ${cells.join(', ')}`;
  });
  return `${selects.join('\nunion all\n')}\n`;
}

/** Text between single quotes: a backslash would end them on some warehouses and stand for itself on others. */
function quotable(text: string): string {
  return plainText(text).replaceAll('\\', '/').replaceAll("'", "''");
}

function literal(cell: Cell, { type }: ModelColumn): string {
  const plain = plainType(type);
  const text = typeof cell === 'string' ? `'${quotable(cell)}'` : String(cell);
  return plain ? `cast(${text} as ${plain})` : text;
}
