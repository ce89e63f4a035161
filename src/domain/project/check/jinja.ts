import { type Token, tokens } from '../sql/tokens.ts';

/** Macros of dbt that give the right SQL on every warehouse and ask none of them while they compile. */
const portableMacros = new Set(
  `any_value bool_or cast cast_bool_to_text concat date date_trunc dateadd datediff escape_single_quotes except generate_series
  hash intersect last_day length listagg position replace right safe_cast split_part string_literal type_bigint
  type_boolean type_float type_int type_numeric type_string type_timestamp`.split(/\s+/),
);

/** Signs between the names and literals of an expression. */
const signs = new Set(['(', ')', ',', '[', ']', '~', '=', '-', '+', '.']);

/** A macro that a project declares: how it is called. */
export interface CalledMacro {
  readonly name: string;
  readonly arguments: readonly unknown[];
}

/** What an expression may hold besides dbt's portable macros. */
export interface Callable {
  readonly macros?: readonly CalledMacro[];
  /** Names that stand by themselves, such as a macro's arguments. */
  readonly names?: readonly string[];
}

/**
 * Whether a `{{ … }}` is one that pieces may hold: portable macros of dbt, the scenario's own, `as_of()` and
 * `var('as_of')`, with literals and each other as arguments.
 */
export function isPortableJinja(text: string, callable: Callable = {}): boolean {
  const inside = tokens(text.slice(2, -2).replace(/^-|-$/g, ''));
  return inside.length > 0 && inside.every((token, index) => isAllowed(token, inside, index, callable));
}

function isAllowed({ kind, text }: Token, all: readonly Token[], index: number, callable: Callable): boolean {
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
  const macro = callable.macros?.find(({ name }) => name === text);
  if (macro) return after === '(' && argumentsFrom(all, index + 1) === macro.arguments.length;
  if (callable.names?.includes(text)) return after !== '(' && after !== '.' && after !== '[' && after !== '=';
  return after === '=' && (before === '(' || before === ',');
}

/** How many arguments stand in the bracket that opens here. */
function argumentsFrom(all: readonly Token[], open: number): number {
  const depth = all[open]?.depth ?? 0;
  const end = all.findIndex(({ text, depth: at }, index) => index > open && text === ')' && at === depth);
  const inside = all.slice(open + 1, end < 0 ? all.length : end);
  let squared = 0;
  let commas = 0;
  for (const { text, depth: at } of inside) {
    if (text === '[') squared += 1;
    else if (text === ']') squared -= 1;
    else if (text === ',' && at === depth + 1 && squared === 0) commas += 1;
  }
  return inside.length === 0 ? 0 : commas + 1;
}
