import { meaningful, type Token, tokens } from './tokens.ts';

/** Functions whose arguments have a `from` of their own. */
const withFrom = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);
/** Words that end a list of tables. */
const ends = new Set(
  'where group having order limit window qualify union except intersect select on using join left right full inner cross natural'.split(
    ' ',
  ),
);

/** The tables that a query names behind `from` and `join`, lower case, without its own common table expressions. */
export function readTables(sql: string): string[] {
  const all = meaningful(tokens(sql));
  const own = new Set(all.flatMap((token, index) => (namesExpression(all, index) ? [token.text.toLowerCase()] : [])));
  const named = all.flatMap((token, index) => (opensTables(all, index) ? tablesAfter(all, index, token.depth) : []));
  return [...new Set(named)].filter((name) => !own.has(name));
}

/** `name as (`, or `name (columns) as (`, behind `with` or a comma. */
function namesExpression(all: readonly Token[], index: number): boolean {
  const before = word(all, index - 1);
  if (all[index]?.kind !== 'word' || !['with', 'recursive', ','].includes(before)) return false;
  const closed = word(all, index + 1) === '(' ? closing(all, index + 1) + 1 : index + 1;
  return word(all, closed) === 'as' && ['(', 'materialized', 'not'].includes(word(all, closed + 1));
}

function opensTables(all: readonly Token[], index: number): boolean {
  if (word(all, index) === 'join') return true;
  if (word(all, index) !== 'from' || word(all, index - 1) === 'distinct') return false;
  const { depth } = all[index] ?? { depth: 0 };
  const bracket = all.findLastIndex((token, at) => at < index && token.text === '(' && token.depth === depth - 1);
  return bracket < 1 || !withFrom.has(word(all, bracket - 1));
}

/** The first table and, behind `from`, those after commas. What stands in brackets is looked at by itself. */
function tablesAfter(all: readonly Token[], index: number, depth: number): string[] {
  const found: string[] = [];
  let expected = true;
  for (const [at, token] of all.entries()) {
    if (at <= index) continue;
    if (token.depth < depth || (token.depth === depth && ends.has(token.text.toLowerCase()))) break;
    if (token.depth > depth) continue;
    // A word before a bracket is a function.
    if (expected && token.kind === 'word' && word(all, at + 1) !== '(') {
      // The name of a schema or a database is part of the table's.
      const parts = [token.text];
      for (let dot = at + 1; word(all, dot) === '.'; dot += 2) parts.push(word(all, dot + 1));
      found.push(parts.join('.').toLowerCase());
    }
    expected = token.text === ',';
  }
  return found;
}

function closing(all: readonly Token[], open: number): number {
  const depth = all[open]?.depth;
  const found = all.findIndex((token, at) => at > open && token.text === ')' && token.depth === depth);
  return found < 0 ? all.length : found;
}

function word(all: readonly Token[], index: number): string {
  return all[index]?.text.toLowerCase() ?? '';
}
