import { insteadOf } from '../portability/words.ts';
import { readTables } from '../sql/read-tables.ts';
import { jinjaIn, meaningful, tokens } from '../sql/tokens.ts';
import { refusedWord } from './sql.ts';

interface Readable {
  /** What the query may read, by the names that it has to use. */
  readonly tables: readonly string[];
  /** Whether it has to run on every warehouse. A proof runs on DuckDB alone and may use its functions. */
  readonly portable: boolean;
}

/** What is wrong with the SQL of a business question, whatever it computes; one sentence each. */
export function checkQuestionSql(sql: string, { tables, portable }: Readable): string[] {
  const all = meaningful(tokens(sql));
  const first = all[0]?.text.toLowerCase() ?? '';
  const found = all.flatMap(({ kind, text }, index): string[] => {
    if (kind === 'unclosed') return [`${text} is opened and never closed.`];
    if (kind === 'jinja-block' || (kind === 'jinja' && !asOf.test(text)) || (kind === 'string' && !isPlain(text)))
      return [`${text.slice(0, 80)} is not for a question: of Jinja, only {{ as_of() }} is filled in.`];
    if (kind === 'quoted') return [`${text} is quoted: leave the quotes out.`];
    if (kind !== 'word' && kind !== 'sign') return [];
    const refused = refusedWord(all, index);
    if (refused !== undefined) return [refused];
    const instead = portable ? insteadOf(all, index) : undefined;
    return instead === undefined ? [] : [`${text} does not run on every warehouse: give the model a column for it.`];
  });
  const read = readTables(sql);
  const others = read.filter((name) => !tables.includes(name));
  return [
    ...new Set([
      ...(first === 'select' || first === 'with' ? [] : ['It has to be a query that begins with select or with.']),
      ...found,
      ...others.map((name) => `It reads ${name}, and may read ${tables.join(', ')} only.`),
      ...(tables.some((name) => read.includes(name)) ? [] : [`It reads none of ${tables.join(', ')}.`]),
    ]),
  ];
}

const asOf = /^\{\{-?\s*as_of\(\)\s*-?\}\}$/;

function isPlain(text: string): boolean {
  return jinjaIn(text).length === 0 && !/\{[%#]/.test(text);
}

/** A question's SQL as it is run: with the last day of the data, `YYYY-MM-DD`, where it asks for it. */
export function withAsOf(sql: string, day: string): string {
  return sql.replace(/\{\{-?\s*as_of\(\)\s*-?\}\}/g, `cast('${day}' as date)`);
}
