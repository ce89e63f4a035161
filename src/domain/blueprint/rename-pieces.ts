import type { FullerRule, ValueRule } from '../project/fuller-rule.ts';
import type { Delivery, Pieces, RowsPiece, SqlPiece, UnitTest } from '../project/piece.ts';
import { type Rename, renameIdentifier, renameProse, renameSql } from './rename-words.ts';

type Renamer = (name: string) => string;

function renameKeys<T>(record: Readonly<Record<string, T>>, name: Renamer): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [name(key), value]));
}

function renameDelivery(delivery: Delivery, name: Renamer): Delivery {
  return { ...delivery, amend: delivery.amend.map((amend) => ({ ...amend, set: renameKeys(amend.set, name) })) };
}

/** The parts of a rule that name columns and sources; all others are values. */
const naming = new Set('column columns less source by above not_before not_after ends_with ends_before'.split(' '));

function renameRule<T extends object>(rule: T, name: Renamer): T {
  const entries = Object.entries(rule).map(([key, value]: [string, unknown]) => {
    if (naming.has(key) && typeof value === 'string') return [key, name(value)];
    if (naming.has(key) && Array.isArray(value)) return [key, value.map((item) => name(String(item)))];
    if (key === 'pattern' && typeof value === 'string' && 'lists' in rule) {
      const lists = Object.keys(rule.lists ?? {});
      return [key, value.replaceAll(/\{(\w+)\}/g, (blank, word) => (lists.includes(word) ? blank : `{${name(word)}}`))];
    }
    const nested = ['first', 'use', 'otherwise', 'joins'].includes(key) && value !== null && typeof value === 'object';
    return [key, nested ? renameRule(value, name) : value];
  });
  return Object.fromEntries(entries) as T; // The same keys, and only names in the values differ.
}

function renameRules(rules: Readonly<Record<string, ValueRule>>, name: Renamer): Record<string, ValueRule> {
  return renameKeys(
    Object.fromEntries(Object.entries(rules).map(([key, rule]) => [key, renameRule(rule, name)])),
    name,
  );
}

function renameFuller({ per, working, columns, ...rest }: FullerRule, name: Renamer): FullerRule {
  return {
    ...rest,
    ...(per && {
      per: {
        ...renameRule(per, name),
        ...(per.lengths && { lengths: per.lengths.map((length) => renameRule(length, name)) }),
      },
    }),
    ...(working && { working: renameRules(working, name) }),
    columns: renameRules(columns, name),
  };
}

function renameRows(piece: RowsPiece, name: Renamer): RowsPiece {
  return {
    ...piece,
    source: name(piece.source),
    next_day: renameDelivery(piece.next_day, name),
    incidents: Object.fromEntries(
      Object.entries(piece.incidents).map(([id, delivery]) => [id, renameDelivery(delivery, name)]),
    ),
    fuller: renameFuller(piece.fuller, name),
  };
}

function renameSqlPiece(piece: SqlPiece, renames: readonly Rename[], name: Renamer): SqlPiece {
  const unitTest = (test: UnitTest): UnitTest => ({
    ...test,
    name: name(test.name),
    description: renameProse(test.description, renames),
    given: test.given.map(({ input, rows }) => ({
      input: input === 'this' ? input : name(input),
      rows: rows.map((row) => renameKeys(row, name)),
    })),
    expect: test.expect.map((row) => renameKeys(row, name)),
  });
  return {
    ...piece,
    model: name(piece.model),
    sql: renameSql(piece.sql, renames),
    unit_tests: piece.unit_tests.map(unitTest),
  };
}

/** Pieces in the words of a renamed scenario: headers, rules and SQL follow, the rows' values stay. */
export function renamePieces(pieces: Pieces, renames: readonly Rename[]): Pieces {
  if (renames.length === 0) return pieces;
  const name: Renamer = (word) => renameIdentifier(word, renames);
  return {
    rows: pieces.rows.map((piece) => renameRows(piece, name)),
    sql: pieces.sql.map((piece) => renameSqlPiece(piece, renames, name)),
    changes: pieces.changes.map((piece) => ({
      ...piece,
      models: piece.models.map((model) => renameSqlPiece(model, renames, name)),
    })),
  };
}
