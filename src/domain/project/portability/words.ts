import { isReserved } from '../../naming/reserved-words.ts';
import type { Token } from '../sql/tokens.ts';

/** Words that at least one warehouse does not understand, or takes for something else, and what to write in their place. */
export const notPortable: Readonly<Record<string, string>> = {
  '::': 'write cast(… as …)',
  qualify: 'filter in an expression of its own',
  ilike: 'compare lower(…) with like',
  interval: 'use {{ dbt.dateadd(…) }}',
  dateadd: 'use {{ dbt.dateadd(…) }}',
  date_add: 'use {{ dbt.dateadd(…) }}',
  datediff: 'use {{ dbt.datediff(…) }}',
  date_diff: 'use {{ dbt.datediff(…) }}',
  date_trunc: 'use {{ dbt.date_trunc(…) }}',
  last_day: 'use {{ dbt.last_day(…) }}',
  split_part: 'use {{ dbt.split_part(…) }}',
  listagg: 'use {{ dbt.listagg(…) }}',
  string_agg: 'use {{ dbt.listagg(…) }}',
  strftime: 'use {{ dbt.date_trunc(…) }}',
  to_char: 'use {{ dbt.date_trunc(…) }}',
  nvl: 'use coalesce',
  ifnull: 'use coalesce',
  iff: 'use case',
  varchar: 'use {{ dbt.type_string() }}',
  text: 'use {{ dbt.type_string() }}',
  double: 'use {{ dbt.type_float() }}',
  hugeint: 'use {{ dbt.type_bigint() }}',
};

/** Functions of DuckDB or of a few warehouses alone; only a call of one is meant. */
export const ownFunctions: Readonly<Record<string, string>> = {
  arg_max: 'number the rows and take the first',
  arg_min: 'number the rows and take the first',
  max_by: 'number the rows and take the first',
  min_by: 'number the rows and take the first',
  bool_or: 'use {{ dbt.bool_or(…) }}',
  concat_ws: 'use {{ dbt.concat(…) }}',
  date_part: 'use extract(… from …)',
  epoch: 'use {{ dbt.datediff(…) }}',
  epoch_ms: 'use {{ dbt.datediff(…) }}',
  generate_series: 'use {{ dbt.generate_series(…) }}',
  list_aggregate: 'aggregate rows, not lists',
  list_value: 'aggregate rows, not lists',
  make_date: 'use {{ dbt.date(…) }}',
  quantile_cont: 'number the rows and take the one in the middle',
  range: 'use {{ dbt.generate_series(…) }}',
  regexp_extract: 'use {{ dbt.split_part(…) }}',
  regexp_matches: 'use like',
  safe_cast: 'use {{ dbt.safe_cast(…) }}',
  string_split: 'use {{ dbt.split_part(…) }}',
  strptime: 'use cast(… as {{ dbt.type_timestamp() }})',
  struct_pack: 'give each part a column',
  try_cast: 'use {{ dbt.safe_cast(…) }}',
  unnest: 'join a table of rows',
};

const neverNames = new Set(['qualify', 'ilike', 'interval']);

/**
 * Whether a word stands where only a name can: after a dot or `as`, before a dot, or alone between commas.
 *
 * @param more further words that are no names where they stand alone
 */
export function isName(all: readonly Token[], index: number, more: ReadonlySet<string> = new Set()): boolean {
  const word = all[index]?.text.toLowerCase() ?? '';
  const before = all[index - 1]?.text.toLowerCase();
  const after = all[index + 1]?.text.toLowerCase();
  if (before === '.' || after === '.') return true;
  if (after === '(' || word === '::') return false;
  const type = word in notPortable && before === 'as' && after === ')';
  return !type && !isReserved(word) && !neverNames.has(word) && !more.has(word);
}

/** What to write instead of a word that is not for every warehouse; nothing when it is fine where it stands. */
export function insteadOf(all: readonly Token[], index: number): string | undefined {
  const { kind, text } = all[index] ?? {};
  if (kind !== 'word' && text !== '::') return undefined;
  const word = text?.toLowerCase() ?? '';
  const called = all[index + 1]?.text === '(' && all[index - 1]?.text !== '.';
  if (Object.hasOwn(ownFunctions, word) && called && all[index - 1]?.text.toLowerCase() !== 'as')
    return ownFunctions[word];
  return Object.hasOwn(notPortable, word) && !isName(all, index) ? notPortable[word] : undefined;
}
