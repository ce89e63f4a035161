/** A number that is said on a call: where it is read from, so that it is the one on screen. */
export type SpokenNumber =
  | { readonly kind: 'rows' | 'added' | 'changed'; readonly model: string }
  | { readonly kind: 'latest' | 'highest' | 'lowest'; readonly query: string; readonly metric: string }
  | { readonly kind: 'failures'; readonly test: string }
  | { readonly kind: 'tests' };

const anyBlank = /\{([^{}]*)\}/g;

/** Each part of a text in turn: what stands there, or a blank for a number. What is in braces and no blank is text. */
export function spokenParts(text: string): (string | SpokenNumber)[] {
  const parts: (string | SpokenNumber)[] = [];
  let from = 0;
  for (const match of text.matchAll(anyBlank)) {
    const number = spokenNumber(match[1] ?? '');
    if (!number) continue;
    parts.push(text.slice(from, match.index), number);
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
}

/** The blanks of a text as they are written. */
export function blanksIn(text: string): string[] {
  return [...text.matchAll(anyBlank)].flatMap(([blank, inside = '']) => (spokenNumber(inside) ? [blank] : []));
}

/** What stands in braces and is no blank, for the person who reviews. */
export function unknownBlanks(text: string): string[] {
  return [...text.matchAll(anyBlank)].flatMap(([blank, inside = '']) => (spokenNumber(inside) ? [] : [blank]));
}

function spokenNumber(inside: string): SpokenNumber | undefined {
  if (inside === 'tests') return { kind: 'tests' };
  const [, kind = '', name = '', metric = ''] = /^([a-z]+):([a-z0-9_]+)(?:\.([a-z0-9_]+))?$/.exec(inside) ?? [];
  switch (kind) {
    case 'rows':
    case 'added':
    case 'changed':
      return metric === '' ? { kind, model: name } : undefined;
    case 'latest':
    case 'highest':
    case 'lowest':
      return metric === '' ? undefined : { kind, query: name, metric };
    case 'failures':
      return metric === '' ? { kind, test: name } : undefined;
    default:
      return undefined;
  }
}
