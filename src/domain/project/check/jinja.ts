import { type Token, tokens } from '../sql/tokens.ts';

/** Macros of dbt that give the right SQL on every warehouse and ask none of them while they compile. */
const portableMacros = new Set(
  `any_value bool_or cast cast_bool_to_text concat date date_trunc dateadd datediff escape_single_quotes except generate_series
  hash intersect last_day length listagg position replace right safe_cast split_part string_literal type_bigint
  type_boolean type_float type_int type_numeric type_string type_timestamp`.split(/\s+/),
);

/** Signs between the names and literals of an expression. */
const signs = new Set(['(', ')', ',', '[', ']', '~', '=', '-', '+', '.']);

/**
 * Whether a `{{ … }}` is one that pieces may hold: portable macros of dbt, `as_of()` and `var('as_of')`, with literals
 * and each other as arguments.
 */
export function isPortableJinja(text: string): boolean {
  const inside = tokens(text.slice(2, -2).replace(/^-|-$/g, ''));
  return inside.length > 0 && inside.every((token, index) => isAllowed(token, inside, index));
}

function isAllowed({ kind, text }: Token, all: readonly Token[], index: number): boolean {
  if (kind === 'string' || kind === 'quoted') return !/[{}\\`]/.test(text);
  if (kind === 'number') return true;
  if (kind === 'sign') return signs.has(text);
  if (kind !== 'word') return false;
  const before = all[index - 1]?.text;
  const after = all[index + 1]?.text;
  if (before === '.') return all[index - 2]?.text === 'dbt' && after === '(' && portableMacros.has(text);
  if (text === 'dbt') return after === '.';
  if (text === 'as_of') return after === '(' && all[index + 2]?.text === ')';
  if (text === 'var')
    return after === '(' && /^['"]as_of['"]$/.test(all[index + 2]?.text ?? '') && all[index + 3]?.text === ')';
  return after === '=' && (before === '(' || before === ',');
}
