import { importName } from '../naming/import-name.ts';
import type { ChangePiece, SqlPiece, UnitTest } from '../project/piece.ts';
import type { ColumnType } from '../scenario/column.ts';
import { columnsOf } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { cellOf } from './cell-of.ts';
import type { ChangeAnswer, SqlAnswer, UnitTestAnswer } from './sql.ts';

/** A model's logic as a piece; a with or a select at its ends, which rendering writes, is taken away. */
export function sqlOf({ sql, unit_tests }: SqlAnswer, model: string, scenario: Scenario): SqlPiece {
  return {
    schema: 'sql/1',
    model,
    sql: bare(sql),
    unit_tests: unit_tests.map((test) => unitTestOf(test, model, scenario)),
  };
}

export function changeOf({ models }: ChangeAnswer, change: string, scenario: Scenario): ChangePiece {
  return {
    schema: 'change-sql/1',
    change,
    models: models.map(({ model, ...answer }) => sqlOf(answer, model, scenario)),
  };
}

function bare(sql: string): string {
  return sql
    .replace(/^\s*```(?:sql)?\s*\n|\n\s*```\s*$/g, '')
    .trim()
    .replace(/^with\s+/i, '')
    .replace(/\)\s*,?\s*select\s+\*\s+from\s+final\s*;?\s*$/i, ')')
    .replace(/[,;]\s*$/, '');
}

function unitTestOf({ given, expect, ...test }: UnitTestAnswer, model: string, scenario: Scenario): UnitTest {
  const inputs = [...scenario.intermediate, ...scenario.marts].find(({ name }) => name === model)?.inputs ?? [];
  const inputOf = (input: string) =>
    inputs.find((name) => name === input || importName(name, inputs) === input) ?? input;
  return {
    ...test,
    given: given.map(({ input, rows }) => ({
      input: input === 'this' ? input : inputOf(input),
      rows: rowsOf(rows, typesOf(input === 'this' ? model : inputOf(input), scenario)),
    })),
    expect: rowsOf(expect, typesOf(model, scenario)),
  };
}

function typesOf(model: string, scenario: Scenario): ReadonlyMap<string, ColumnType> {
  return new Map(columnsOf(scenario, model).map(({ name, type }) => [name, type]));
}

function rowsOf(rows: UnitTestAnswer['expect'], types: ReadonlyMap<string, ColumnType>): UnitTest['expect'] {
  return rows.map(({ cells }) =>
    Object.fromEntries(cells.map(({ column, value }) => [column, cellOf(value, types.get(column) ?? 'string')])),
  );
}
