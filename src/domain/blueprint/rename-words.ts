import { isReserved } from '../naming/reserved-words.ts';
import { startsWithVowel } from './english.ts';

/** An identifier's word, or words joined by underscores, and what stands in its place. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Words of SQL that are no names, beyond those that some warehouse reserves. */
const sqlWords = new Set(
  `avg bigint boolean coalesce count date decimal float greatest int integer least lower max min nullif numeric
  row_number string sum timestamp trim upper varchar`.split(/\s+/),
);

/** Whether a bare word in SQL is the language's own, so that it cannot be renamed. */
export function isSqlWord(word: string): boolean {
  return isReserved(word) || sqlWords.has(word);
}

/** Renames words within an identifier, or within a source's id: `customer` in `customer_id`, not in `customers`. */
export function renameIdentifier(name: string, renames: readonly Rename[]): string {
  return renames.reduce(
    (renamed, { from, to }) => renamed.replaceAll(new RegExp(`(?<![a-z0-9])${from}(?![a-z0-9])`, 'g'), to),
    name,
  );
}

/** Renames words in a text for people: upper case, underscores and the article before a word follow. */
export function renameProse(text: string, renames: readonly Rename[]): string {
  return renames.reduce((renamed, { from, to }) => {
    const words = from.split('_').join('[ _-]');
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(an?\\s+)?${words}(?![\\p{L}\\p{N}])`, 'giu');
    return renamed.replaceAll(pattern, (match: string, ...rest: unknown[]) => {
      const article = typeof rest[0] === 'string' ? rest[0] : '';
      const word = match.slice(article.length);
      const offset = rest.find((part): part is number => typeof part === 'number') ?? 0;
      const after = renamed.slice(offset + match.length);
      if (word.toLowerCase() === 'order' && isIdiom(renamed.slice(0, offset), after)) return match;
      // Part of an identifier: `int_orders_with_payments` in a sentence keeps its underscores.
      const beside = `${renamed[offset - 1] ?? ''}${after[0] ?? ''}`;
      const separator = /[_-]/.exec(word + beside)?.[0] ?? ' ';
      const replaced = to.replaceAll('_', separator);
      const cased = /^\p{Lu}/u.test(word) ? replaced.charAt(0).toUpperCase() + replaced.slice(1) : replaced;
      return `${article === '' ? '' : withArticle(article, cased)}${cased}`;
    });
  }, text);
}

/** `order by` and `in order to` speak of no order. */
function isIdiom(before: string, after: string): boolean {
  return /^\s+by\b/i.test(after) || (/\bin\s+$/i.test(before) && /^\s+to\b/i.test(after));
}

function withArticle(article: string, word: string): string {
  const [, letter = 'a', space = ' '] = /^(a)n?(\s+)$/i.exec(article) ?? [];
  return `${letter}${startsWithVowel(word) ? 'n' : ''}${space}`;
}

const sqlToken = /\{\{.*?\}\}|'(?:[^']|'')*'|--[^\n]*|[a-z_][a-z0-9_]*/gis;
const jinjaToken = /dbt\.\w+|var\([^)]*\)|[a-z_][a-z0-9_]*/gi;

/** Renames the names in a query: its values, keywords and macros stay, its comments are texts. */
export function renameSql(sql: string, renames: readonly Rename[]): string {
  return sql.replaceAll(sqlToken, (token) => {
    if (token.startsWith("'")) return token;
    if (token.startsWith('--')) return renameProse(token, renames);
    if (!token.startsWith('{{')) return isSqlWord(token) ? token : renameIdentifier(token, renames);
    return token.replaceAll(jinjaToken, (name) =>
      /^(dbt\.|var\(|as_of$)/.test(name) ? name : renameIdentifier(name, renames),
    );
  });
}
