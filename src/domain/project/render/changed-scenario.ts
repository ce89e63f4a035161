import type { Change } from '../../scenario/change.ts';
import type { ModelColumn } from '../../scenario/column.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Pieces, SqlPiece } from '../piece.ts';
import { selectedColumns, tableExpressions } from '../sql/expressions.ts';

/** A column as a mart's last select gives it: `asIs` leaves its type to the logic. */
export interface SelectedColumn extends ModelColumn {
  readonly asIs?: true;
}

/** What is rendered: the scenario, the logic by model, and selects that differ from the contract. */
export interface Version {
  readonly scenario: Scenario;
  readonly sql: ReadonlyMap<string, SqlPiece>;
  readonly selects: ReadonlyMap<string, readonly SelectedColumn[]>;
}

export function mainVersion(scenario: Scenario, pieces: Pieces): Version {
  return { scenario, sql: new Map(pieces.sql.map((piece) => [piece.model, piece])), selects: new Map() };
}

/**
 * The project as a change leaves it: altered logic, added columns, metrics that read other columns. The unit tests of
 * an altered model stay unless the change brings its own. Where the promise is a broken contract, the YAML stays as it
 * is, and the last select gives added and altered columns as the logic has them.
 */
export function changedVersion(main: Version, change: Change, pieces: Pieces): Version {
  const altered = pieces.changes.find((piece) => piece.change === change.id)?.models ?? [];
  const sql = new Map(main.sql);
  for (const piece of altered) {
    const before = main.sql.get(piece.model);
    const kept = piece.unit_tests.length > 0 ? piece.unit_tests : (before?.unit_tests ?? []);
    sql.set(piece.model, { ...piece, unit_tests: kept });
  }
  const broken = change.kind === 'broken-contract';
  const scenario: Scenario = {
    ...main.scenario,
    intermediate: main.scenario.intermediate.map((model) => ({
      ...model,
      columns: withColumns(model.columns, addedTo(change, model.name), (column) => column),
    })),
    marts: main.scenario.marts.map((mart) => ({
      ...mart,
      columns: broken
        ? mart.columns
        : withColumns(mart.columns, addedTo(change, mart.name), (column) => ({ ...column, tests: [] })),
    })),
    ...withMetrics(main.scenario, change),
  };
  const selects = new Map(
    broken ? scenario.marts.map((mart) => [mart.name, brokenSelect(mart, change, main, sql)] as const) : [],
  );
  return { scenario, sql, selects };
}

function addedTo(change: Change, model: string): ModelColumn[] {
  return change.adds_columns.filter((added) => added.model === model).map(({ column }) => column);
}

/** Columns by name: one that is there already takes the added one's type and description. */
function withColumns<C extends ModelColumn>(
  columns: readonly C[],
  added: readonly ModelColumn[],
  make: (column: ModelColumn) => C,
): C[] {
  const retyped = columns.map((column) => ({ ...column, ...added.find(({ name }) => name === column.name) }));
  const further = added.filter(({ name }) => !columns.some((column) => column.name === name));
  return [...retyped, ...further.map(make)];
}

function withMetrics({ semantic_layer: layer }: Scenario, change: Change): Pick<Scenario, 'semantic_layer'> {
  if (!layer) return {};
  const metrics = layer.metrics.map((metric) => {
    const column = change.metric_columns.find((moved) => moved.metric === metric.name)?.column;
    return metric.type === 'simple' && column ? { ...metric, column } : metric;
  });
  return { semantic_layer: { ...layer, metrics } };
}

function brokenSelect(
  mart: Scenario['marts'][number],
  change: Change,
  main: Version,
  sql: ReadonlyMap<string, SqlPiece>,
): SelectedColumn[] {
  const added = addedTo(change, mart.name);
  const columns: SelectedColumn[] = withColumns<ModelColumn>(mart.columns, added, (column) => column);
  const before = finalColumns(main.sql.get(mart.name));
  const after = finalColumns(sql.get(mart.name));
  if (!change.alters.includes(mart.name) || after.size === 0) return columns;
  return columns
    .filter(({ name }) => after.has(name) || !before.has(name))
    .map((column) =>
      before.get(column.name) === after.get(column.name) || added.some(({ name }) => name === column.name)
        ? column
        : { ...column, asIs: true },
    );
}

function finalColumns(piece: SqlPiece | undefined): Map<string, string> {
  const read = tableExpressions(piece?.sql ?? '');
  const final = read.kind === 'read' ? read.expressions.at(-1) : undefined;
  return selectedColumns(final?.body ?? '');
}
