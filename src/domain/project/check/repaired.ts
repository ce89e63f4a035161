import type { Problem } from '../../scenario/check/problem.ts';
import type { Piece, RowsPiece, SqlPiece, UnitTest } from '../piece.ts';

/**
 * What a repair took away to become green. Tests, promises of incidents and of changes stand in the scenario, which no
 * repair can touch; this holds what stands in the pieces themselves: unit tests, deliveries, rows that are kept apart.
 */
export function checkRepaired(before: Piece, after: Piece): Problem[] {
  if (before.schema === 'rows/1' && after.schema === 'rows/1') return checkRows(before, after);
  if (before.schema === 'sql/1' && after.schema === 'sql/1') return checkSql(before, after, `sql.${before.model}`);
  if (before.schema === 'change-sql/1' && after.schema === 'change-sql/1') {
    const path = `changes.${before.change}`;
    return before.models.flatMap((model) => {
      const repaired = after.models.find((one) => one.model === model.model);
      return repaired
        ? checkSql(model, repaired, `${path}.${model.model}`)
        : [{ path, message: `The repair leaves out ${model.model}, which the change alters.` }];
    });
  }
  return [{ path: '', message: 'The repair is of another kind than what it mends.' }];
}

function checkRows(before: RowsPiece, after: RowsPiece): Problem[] {
  const path = `rows.${before.source}`;
  const count = ({ append, amend }: RowsPiece['next_day']) => append.length + amend.length;
  const missing = Object.keys(before.incidents).filter((id) => after.incidents[id] === undefined);
  return [
    ...missing.map((id) => ({ path, message: `The repair removes the incident ${id}.` })),
    ...(count(after.next_day) < count(before.next_day)
      ? [{ path, message: 'The repair leaves out what the next day delivers.' }]
      : []),
    ...(after.as_of === before.as_of ? [] : [{ path, message: `The rows are written for ${before.as_of}.` }]),
  ];
}

function checkSql(before: SqlPiece, after: SqlPiece, path: string): Problem[] {
  const hides = [
    { what: 'distinct', pattern: /\bselect\s+distinct\b/gi },
    { what: 'limit', pattern: /\blimit\b/gi },
    { what: 'columns without a value', pattern: /\bnull\s+as\b|cast\s*\(\s*null\b/gi },
  ].filter(({ pattern }) => times(after.sql, pattern) > times(before.sql, pattern));
  const tests = before.unit_tests.flatMap((test) => {
    const repaired = after.unit_tests.find(({ name }) => name === test.name);
    if (!repaired) return [`The repair removes the unit test ${test.name}.`];
    if (loosened(test, repaired)) return [`The repair loosens the unit test ${test.name}.`];
    if (after.sql.trim() !== before.sql.trim() && !same(test, repaired)) {
      return [`Either the logic is wrong or the unit test ${test.name} is: a repair changes one of them.`];
    }
    return [];
  });
  return [
    ...hides.map(({ what }) => ({ path, message: `The repair hides the fault by ${what}, instead of mending it.` })),
    ...tests.map((message) => ({ path, message })),
  ];
}

/** Fewer rows, fewer columns or another branch than before. */
function loosened(before: UnitTest, after: UnitTest): boolean {
  const columns = (rows: UnitTest['expect']) => new Set(rows.flatMap((row) => Object.keys(row)));
  return (
    before.incremental !== after.incremental ||
    after.expect.length < before.expect.length ||
    [...columns(before.expect)].some((column) => !columns(after.expect).has(column)) ||
    before.given.some(({ input, rows }) => {
      const given = after.given.find((one) => one.input === input);
      return given === undefined || given.rows.length < rows.length;
    })
  );
}

function same(one: UnitTest, other: UnitTest): boolean {
  const facts = ({ given, expect, incremental }: UnitTest) => JSON.stringify([given, expect, incremental], inOrder);
  return facts(one) === facts(other);
}

/** A row's columns may come in any order: a kept piece has them sorted, an answer as they were written. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Comments are not counted: they may speak of what is avoided. */
function times(sql: string, pattern: RegExp): number {
  return (sql.replace(/--.*$/gm, '').match(pattern) ?? []).length;
}
