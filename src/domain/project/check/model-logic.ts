import { importName } from '../../naming/import-name.ts';
import { type Problem, repeated } from '../../scenario/check/problem.ts';
import { columnsOf } from '../../scenario/graph.ts';
import type { IntermediateModel, Mart } from '../../scenario/model.ts';
import { modelsOfSql } from '../../scenario/models-of-sql.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ChangePiece, Pieces, SqlPiece, UnitTest } from '../piece.ts';
import { checkLogic } from './sql.ts';

/** The logic of one model: what it reads and gives fits the model, and so do its unit tests. */
export function checkSqlPiece(scenario: Scenario, piece: SqlPiece): Problem[] {
  const path = `sql.${piece.model}`;
  const model = modelsOfSql(scenario).find(({ name }) => name === piece.model);
  if (!model) return [{ path, message: `There is no model ${piece.model}.` }];
  const columns = model.columns.map(({ name }) => name);
  return checkLogicOf(piece, model, columns, scenario).map((message) => ({ path, message }));
}

/** Every model and every change has its logic, and no two unit tests have one name. */
export function checkLogicTogether(scenario: Scenario, { sql, changes }: Pieces): Problem[] {
  const names = sql.flatMap(({ unit_tests }) => unit_tests.map(({ name }) => name));
  return [
    ...modelsOfSql(scenario)
      .filter(({ name }) => !sql.some(({ model }) => model === name))
      .map(({ name }) => ({ path: `sql.${name}`, message: `${name} has no SQL.` })),
    ...repeated(names).map(({ value }) => ({ path: 'sql', message: `Two unit tests are named ${value}.` })),
    ...scenario.changes
      .filter(({ id }) => !changes.some(({ change }) => change === id))
      .map(({ id, title }) => ({ path: `changes.${id}`, message: `${title} brings no SQL.` })),
  ];
}

/** The logic that one change brings: that of the models it alters and no other, each fitting what it gives then. */
export function checkChangePiece(scenario: Scenario, piece: ChangePiece): Problem[] {
  const path = `changes.${piece.change}`;
  const change = scenario.changes.find(({ id }) => id === piece.change);
  if (!change) return [{ path, message: `There is no change ${piece.change}.` }];
  const brought = piece.models;
  const missing = change.alters.filter((name) => !brought.some(({ model }) => model === name));
  const further = brought.filter(({ model }) => !change.alters.includes(model));
  return [
    ...missing.map((name) => ({ path, message: `${change.title} brings no SQL for ${name}.` })),
    ...further.map(({ model }) => ({
      path,
      message: `${change.title} brings SQL for ${model}, which it does not alter.`,
    })),
    ...brought.flatMap((logic) => {
      const model = modelsOfSql(scenario).find(({ name }) => name === logic.model);
      if (!model) return [];
      const added = change.adds_columns.filter((adds) => adds.model === model.name).map(({ column }) => column.name);
      // A contract may break by a column that is no longer there.
      const stated = change.kind === 'broken-contract' ? [] : model.columns.map(({ name }) => name);
      const columns = [...new Set([...stated, ...added])];
      return checkLogicOf(logic, model, columns, scenario, added).map((message) => ({
        path: `${path}.${model.name}`,
        message,
      }));
    }),
  ];
}

function checkLogicOf(
  { sql, unit_tests: tests }: SqlPiece,
  model: IntermediateModel | Mart,
  columns: readonly string[],
  scenario: Scenario,
  added: readonly string[] = [],
): string[] {
  return [
    ...checkLogic(sql, model.inputs, columns, { macros: scenario.macros ?? [] }).map(
      (message) => `${model.name}: ${message}`,
    ),
    ...tests.flatMap((test) =>
      checkUnitTest(test, model, added, scenario).map((message) => `${test.name}: ${message}`),
    ),
  ];
}

function checkUnitTest(
  test: UnitTest,
  model: IntermediateModel | Mart,
  added: readonly string[],
  scenario: Scenario,
): string[] {
  const own = [...model.columns.map(({ name }) => name), ...added];
  const unknown = (rows: UnitTest['expect'], known: readonly string[], where: string) =>
    [...new Set(rows.flatMap((row) => Object.keys(row)))]
      .filter((name) => !known.includes(name))
      .map((name) => `${where} has no column ${name}.`);
  const before = test.given.some(({ input }) => input === 'this');
  const incremental = 'incremental' in model && model.incremental !== undefined;
  return [
    ...(test.incremental && !(incremental && before)
      ? ['An incremental unit test needs an incremental model and rows for this.']
      : []),
    ...(before && !test.incremental ? ['Rows for this are read by an incremental unit test only.'] : []),
    ...test.given.flatMap(({ input, rows }) => {
      if (input === 'this') return unknown(rows, own, model.name);
      const read = model.inputs.find((name) => name === input || importName(name, model.inputs) === input);
      if (read === undefined) return [`${model.name} does not read ${input}.`];
      return unknown(
        rows,
        columnsOf(scenario, read).map(({ name }) => name),
        read,
      );
    }),
    ...unknown(test.expect, own, model.name),
  ];
}
