import { importName } from '../../naming/import-name.ts';
import { isReserved } from '../../naming/reserved-words.ts';
import { repeated } from '../../scenario/check/problem.ts';
import { insteadOf, isName } from '../portability/words.ts';
import { selectedColumns, tableExpressions } from '../sql/expressions.ts';
import { jinjaIn, meaningful, type Token, tokens } from '../sql/tokens.ts';
import { type Callable, isPortableJinja } from './jinja.ts';

/** The data ends on a day of its own, so that a demo shows the same numbers whenever it runs. */
const clocks = new Set(['current_date', 'current_timestamp', 'now', 'getdate', 'sysdate', 'today', 'localtimestamp']);
const statements = new Set([
  'insert',
  'update',
  'delete',
  'merge',
  'drop',
  'alter',
  'create',
  'grant',
  'truncate',
  'copy',
  'attach',
  'install',
  'pragma',
  'call',
  'execute',
]);
/** Functions and names with which DuckDB or a warehouse reads what is not in the project. */
const outside = new Set([
  'read_csv',
  'read_csv_auto',
  'read_text',
  'read_blob',
  'read_json',
  'read_parquet',
  'glob',
  'getenv',
  'information_schema',
]);

/**
 * What is wrong with SQL of a piece, a test, an analysis or a macro, whatever it computes; one sentence each.
 *
 * @param callable what its `{{ … }}` may hold besides dbt's portable macros
 */
export function checkText(sql: string, callable: Callable = {}): string[] {
  const all = tokens(sql);
  const found = new Set(all.flatMap((token, index) => problemOf(token, all, index, callable)));
  return [...found];
}

function problemOf(token: Token, all: readonly Token[], index: number, callable: Callable): string[] {
  const { kind, text } = token;
  switch (kind) {
    case 'unclosed':
      return [`${text} is opened and never closed.`];
    case 'jinja-block':
      return [
        'Jinja statements and comments are not for model logic: write SQL, with {{ dbt.… }} where warehouses differ.',
      ];
    case 'jinja':
      return isPortableJinja(text, callable) ? [] : [`${text} ${otherwise(callable)}.`];
    case 'quoted':
      return [`${text} is quoted: warehouses quote names differently, so leave the quotes out.`];
    case 'comment':
      return /\{[{%#]/.test(text) ? ['A comment holds Jinja, which dbt would run.'] : [];
    case 'string':
      return /\{[%#]/.test(text) || !jinjaIn(text).every((inside) => isPortableJinja(inside, callable))
        ? ['A text holds Jinja other than the portable macros that model logic may use.']
        : [];
    case 'sign':
    case 'word': {
      const refused = refusedWord(all, index);
      if (refused !== undefined) return [refused];
      const instead = insteadOf(all, index);
      return instead === undefined ? [] : [`${text} does not run on every warehouse: ${instead}.`];
    }
    case 'number':
      return [];
  }
}

/** Why a word or a sign may stand in no query of a demo, wherever it runs: it changes something, reads what is outside, or asks the clock. */
export function refusedWord(all: readonly Token[], index: number): string | undefined {
  const word = all[index]?.text.toLowerCase() ?? '';
  if (word === ';') return 'A semicolon ends the statement: leave it out.';
  const called = all[index + 1]?.text === '(';
  if (statements.has(word) && (called || !isName(all, index))) return `${word} is no part of a query.`;
  if (outside.has(word)) return `${word} reads what is not in the project.`;
  if (clocks.has(word) && !isName(all, index, clocks)) return `${word} asks the clock: use {{ as_of() }}.`;
  return undefined;
}

function otherwise({ macros = [] }: Callable): string {
  const none = 'is none of the portable macros that model logic may use';
  const own = macros.map(({ name, arguments: given }) => `${name} with ${given.length}`);
  return own.length === 0 ? none : `${none}, nor one of the scenario's own with its arguments: ${own.join(', ')}`;
}

/** What is wrong with a model's logic, given what it reads and the columns it has to give. */
export function checkLogic(
  sql: string,
  inputs: readonly string[],
  columns: readonly string[],
  callable: Callable = {},
): string[] {
  const problems = checkText(sql, callable);
  if (problems.length > 0) return problems;
  const read = tableExpressions(sql.replace(/,\s*$/, ''));
  if (read.kind === 'malformed') return [`It is not a list of common table expressions: ${read.reason}.`];
  const imports = inputs.map((input) => importName(input, inputs));
  const names = read.expressions.map(({ name }) => name);
  const final = read.expressions.at(-1);
  const given = selectedColumns(final?.body ?? '');
  const star = /(^|[\s,.])\*\s*(,|\sfrom\b|$)/i.test(final?.body ?? '');
  return [
    ...(final?.name === 'final' ? [] : ['Its last common table expression must be called final.']),
    ...repeated([...imports, ...names]).map(
      ({ value }) => `${value} is there twice: an input and an expression need different names.`,
    ),
    ...names
      .filter((name) => isReserved(name))
      .map((name) => `${name} is a reserved word and cannot name an expression.`),
    ...unread(sql, imports),
    ...(star
      ? []
      : columns.filter((column) => !given.has(column)).map((column) => `final does not give the column ${column}.`)),
  ];
}

/** What is wrong with the query of a singular test or an analysis. */
export function checkQuery(sql: string, inputs: readonly string[], callable: Callable = {}): string[] {
  const problems = checkText(sql, callable);
  const [first] = meaningful(tokens(sql));
  if (first && first.text.toLowerCase() !== 'select') problems.push('The query starts with select.');
  return [
    ...problems,
    ...unread(
      sql,
      inputs.map((input) => importName(input, inputs)),
    ),
  ];
}

function unread(sql: string, imports: readonly string[]): string[] {
  const words = new Set(
    tokens(sql).flatMap(({ kind, text }) =>
      kind === 'word' ? [text] : kind === 'jinja' ? (text.match(/\w+/g) ?? []) : [],
    ),
  );
  return imports.filter((name) => !words.has(name)).map((name) => `It never reads its input ${name}.`);
}
