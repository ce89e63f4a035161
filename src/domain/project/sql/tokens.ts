export type TokenKind =
  | 'word'
  | 'number'
  | 'string'
  | 'quoted'
  | 'comment'
  | 'jinja'
  | 'jinja-block'
  | 'sign'
  | 'unclosed';

/** A piece of SQL text; `depth` counts the round brackets around it, a bracket itself has its outer depth. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly depth: number;
}

// Every sign fits one alternative alone, so that no text makes these slow.
const jinja = String.raw`\{\{(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^'"}]|\}(?!\}))*\}\}`;

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['comment', /--[^\n]*|\/\*[\s\S]*?\*\//y],
  ['jinja', new RegExp(jinja, 'y')],
  ['jinja-block', /\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/y],
  ['string', new RegExp(`'(?:[^'{]|\\{(?!\\{)|''|${jinja})*'`, 'y')],
  ['quoted', /"[^"]*"|`[^`]*`/y],
  ['unclosed', /\/\*|\{\{|\{%|\{#|['"`]/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /::|<>|<=|>=|!=|\|\||\S/y],
];

/** The `{{ … }}` in a text. */
export function jinjaIn(text: string): string[] {
  return text.match(new RegExp(jinja, 'g')) ?? [];
}

/** Splits SQL with Jinja into tokens; blanks are left out. What is opened and never closed is `unclosed`. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  let position = 0;
  let depth = 0;
  while (position < sql.length) {
    const match = matchAt(sql, position);
    if (!match) {
      position += 1;
      continue;
    }
    const [kind, text] = match;
    if (text === ')') depth -= 1;
    found.push({ kind, text, start: position, depth });
    if (text === '(') depth += 1;
    position += text.length;
  }
  return found;
}

function matchAt(sql: string, position: number): readonly [TokenKind, string] | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const [text] = pattern.exec(sql) ?? [];
    if (text) return [kind, text];
  }
  return undefined;
}

/** The tokens that mean something: no comments. */
export function meaningful(all: readonly Token[]): Token[] {
  return all.filter(({ kind }) => kind !== 'comment');
}
