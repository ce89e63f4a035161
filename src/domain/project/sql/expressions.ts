import { meaningful, type Token, tokens } from './tokens.ts';

/** One common table expression of a piece: its name and the text between its brackets. */
export interface TableExpression {
  readonly name: string;
  readonly body: string;
}

export type ReadExpressions =
  | { readonly kind: 'read'; readonly expressions: readonly TableExpression[] }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Reads `name as ( … ), name as ( … )`; anything else beside comments is malformed. */
export function tableExpressions(sql: string): ReadExpressions {
  const all = meaningful(tokens(sql));
  const unclosed = all.find(({ kind }) => kind === 'unclosed');
  if (unclosed) return malformed(`${unclosed.text} is opened and never closed`);
  const expressions: TableExpression[] = [];
  let index = 0;
  while (index < all.length) {
    const [name, as, open] = all.slice(index, index + 3);
    if (name?.kind !== 'word' || as?.text.toLowerCase() !== 'as' || open?.text !== '(') {
      return malformed(`"name as (" is expected at "${text(all.slice(index, index + 3))}"`);
    }
    const close = all.findIndex((token, at) => at > index + 2 && token.text === ')' && token.depth === open.depth);
    const end = all[close];
    if (!end) return malformed(`the bracket of ${name.text} is never closed`);
    expressions.push({ name: name.text, body: sql.slice(open.start + 1, end.start) });
    const next = all[close + 1];
    if (next && next.text !== ',') return malformed(`a comma is expected after ${name.text}, not "${next.text}"`);
    index = close + 2;
  }
  return { kind: 'read', expressions };
}

/** The columns that a select gives, by name, with their expressions in one spelling; `*` is left out. */
export function selectedColumns(select: string): Map<string, string> {
  const all = meaningful(tokens(select));
  const start = all.findIndex(({ text: word, depth }) => depth === 0 && word.toLowerCase() === 'select');
  const from = all.findIndex(({ text: word, depth }, at) => at > start && depth === 0 && word.toLowerCase() === 'from');
  const list = all.slice(start + 1, from < 0 ? undefined : from);
  const columns = new Map<string, string>();
  for (const item of splitAtCommas(list)) {
    const last = item.at(-1);
    if (last?.kind !== 'word') continue;
    const named = item.at(-2)?.text.toLowerCase() === 'as';
    columns.set(last.text, text(named ? item.slice(0, -2) : item));
  }
  return columns;
}

function splitAtCommas(list: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  for (const token of list) {
    if (token.text === ',' && token.depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

function text(all: readonly Token[]): string {
  return all.map((token) => token.text).join(' ');
}

function malformed(reason: string): ReadExpressions {
  return { kind: 'malformed', reason };
}
