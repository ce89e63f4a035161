import type { ProvenWarehouse } from '../../rehearsal/warehouse-proof.ts';
import type { Token } from '../sql/tokens.ts';

/** A way to write SQL that some warehouses do not take. */
export interface Construct {
  readonly name: string;
  /** Tokens at which it begins. */
  readonly find: (all: readonly Token[]) => readonly Token[];
  readonly instead: string;
  /** Warehouses that refuse it, or read it as something else. */
  readonly missing: readonly ProvenWarehouse[];
}

type Test = (token: Token, index: number, all: readonly Token[]) => boolean;

const where =
  (test: Test): Construct['find'] =>
  (all) =>
    all.filter(test);

const word = (all: readonly Token[], index: number): string => all[index]?.text.toLowerCase() ?? '';

/** Words one after another. */
const words =
  (...wanted: string[]): Test =>
  (_, index, all) =>
    wanted.every((one, step) => word(all, index + step) === one);

/** Two signs without a blank between them. */
const signs =
  (first: string, second: string): Test =>
  ({ kind, text, start }, index, all) =>
    kind === 'sign' && text === first && all[index + 1]?.text === second && all[index + 1]?.start === start + 1;

const sign =
  (wanted: string): Test =>
  ({ kind, text }) =>
    kind === 'sign' && text === wanted;

const any =
  (...tests: Test[]): Test =>
  (...at) =>
    tests.some((test) => test(...at));

export const constructs: readonly Construct[] = [
  {
    name: 'A cast with ::',
    find: where(sign('::')),
    instead: 'write cast(… as …)',
    missing: ['bigquery'],
  },
  {
    name: 'A query that begins with from',
    find: where((_, index, all) => word(all, index) === 'from' && begins(all, index)),
    instead: 'begin with select',
    missing: ['snowflake', 'redshift'],
  },
  {
    name: 'A star with columns left out or replaced',
    find: where(
      (_, index, all) =>
        word(all, index - 1) === '*' &&
        (word(all, index) === 'exclude' ||
          (['except', 'replace', 'rename'].includes(word(all, index)) && word(all, index + 1) === '(')),
    ),
    instead: 'name the columns',
    missing: ['redshift', 'bigquery'],
  },
  {
    name: 'A list in square brackets',
    find: where(sign('[')),
    instead: 'use rows of a table',
    missing: ['redshift', 'databricks'],
  },
  {
    name: 'A structure in braces',
    find: where(sign('{')),
    instead: 'give each part a column',
    missing: ['redshift', 'bigquery', 'databricks'],
  },
  {
    name: 'distinct on',
    find: where(words('distinct', 'on', '(')),
    instead: 'number the rows and take the first',
    missing: ['snowflake', 'redshift', 'bigquery', 'databricks'],
  },
  {
    name: 'group by all',
    find: where(any(words('group', 'by', 'all'), words('order', 'by', 'all'))),
    instead: 'name the columns',
    missing: ['redshift'],
  },
  {
    name: 'filter behind an aggregate',
    find: where((_, index, all) => word(all, index - 1) === ')' && words('filter', '(')(_, index, all)),
    instead: 'put a case into the aggregate',
    missing: ['snowflake', 'redshift', 'bigquery'],
  },
  {
    name: 'A running aggregate without its frame',
    find: (all) => all.filter((_, index) => isFrameless(all, index)),
    instead: 'say which rows it runs over (rows between … and …)',
    missing: ['redshift'],
  },
  {
    name: 'A name in double quotes',
    find: where(({ kind, text }) => kind === 'quoted' && text.startsWith('"')),
    instead: 'leave the quotes out',
    missing: ['bigquery', 'databricks'],
  },
  {
    name: 'A name in backticks',
    find: where(({ kind, text }) => kind === 'quoted' && text.startsWith('`')),
    instead: 'leave the quotes out',
    missing: ['snowflake', 'redshift'],
  },
  {
    name: 'An arrow',
    find: where(signs('-', '>')),
    instead: 'give each part a column',
    missing: ['snowflake', 'redshift', 'bigquery'],
  },
  {
    name: 'An operator of DuckDB',
    find: where(any(signs('/', '/'), signs('*', '*'), signs('=', '='), sign('^'))),
    instead: 'use =, power(…) or floor(…)',
    missing: ['snowflake', 'redshift', 'bigquery'],
  },
  {
    name: 'union by name',
    find: where(any(words('union', 'by', 'name'), words('union', 'all', 'by', 'name'))),
    instead: 'name the columns in the same order',
    missing: ['redshift', 'databricks'],
  },
  {
    name: 'A join of DuckDB',
    find: where(any(...['semi', 'anti', 'asof', 'positional'].map((kind) => words(kind, 'join')))),
    instead: 'use exists, or an inner or left join',
    missing: ['redshift', 'bigquery'],
  },
  {
    name: 'using sample',
    find: where(words('using', 'sample')),
    instead: 'number the rows and take the first',
    missing: ['snowflake', 'redshift', 'bigquery', 'databricks'],
  },
];

/** Where a query begins: at the start, behind the configuration, or behind a bracket. */
function begins(all: readonly Token[], index: number): boolean {
  const before = all[index - 1];
  return before === undefined || before.text === '(' || (before.kind === 'jinja' && /\bconfig\s*\(/.test(before.text));
}

const aggregates = new Set(['sum', 'avg', 'min', 'max', 'count', 'stddev', 'variance', 'first_value', 'last_value']);

function isFrameless(all: readonly Token[], index: number): boolean {
  if (!aggregates.has(word(all, index)) || word(all, index + 1) !== '(') return false;
  const end = closing(all, index + 1);
  if (word(all, end + 1) !== 'over' || word(all, end + 2) !== '(') return false;
  const window = all.slice(end + 3, closing(all, end + 2)).map(({ text }) => text.toLowerCase());
  return window.includes('order') && !window.some((one) => ['rows', 'range', 'groups'].includes(one));
}

/** Where the bracket that opens here is closed; past the end where it never is. */
function closing(all: readonly Token[], open: number): number {
  const depth = all[open]?.depth;
  const found = all.findIndex((token, index) => index > open && token.text === ')' && token.depth === depth);
  return found < 0 ? all.length : found;
}
