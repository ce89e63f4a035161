import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkPieces } from '../../../../src/domain/project/check/check-pieces.ts';
import { checkJinja } from '../../../../src/domain/project/lint/jinja.ts';
import { type Pieces, rowsPieceSchema, sqlPieceSchema } from '../../../../src/domain/project/piece.ts';
import { plainText } from '../../../../src/domain/project/plain-text.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { tokens } from '../../../../src/domain/project/sql/tokens.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import { type Scenario, scenarioSchema } from '../../../../src/domain/scenario/scenario.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';
import { libraryInput, libraryPieces, libraryScenario } from '../../fixtures/library.ts';
import { pipelineInput, pipelinePieces, pipelineScenario } from '../../fixtures/pipeline.ts';

const template = await readTemplate('template');

/** What breaks out of Jinja, SQL, YAML, CSV, Markdown and HTML where it is not held. */
const hostileTexts = [
  "{{ env_var('HOME') }} {% do run_query('drop table x') %} {# gone",
  '\'; drop table orders; -- */ /* "x" `y` $$ \\',
  'a: b\n- c\n? *anchor &alias !!python/object <<: %YAML --- # not a comment',
  '=HYPERLINK("http://x";"y"),"quoted"\r\nnext,row\t|pipe|',
  '<script>alert(1)</script> [link](javascript:x) ![i](x) ```\n# heading\n<!-- -->',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the tricks
  '${HOME} #{x} <%= y %> $(z) [[blank]] \u2028line\u2029\u0085 \u0007\u202e end',
];

/** The library with its pipeline, and something in every field that it leaves open. */
const scenario: Scenario = scenarioSchema.parse({
  ...pipelineScenario(({ sources, marts, reference_seeds: seeds }) => {
    const rule = (name: string, values: string[]) => ({
      ...{ name, description: 'Others are not known.' },
      check: { kind: 'accepted_values' as const, values },
    });
    const title = sources[1]?.columns.find(({ name }) => name === 'title');
    const branch = marts.find(({ name }) => name === 'fct_loans_by_day')?.columns.find(({ name }) => name === 'branch');
    if (!title || !branch) throw new Error('the library has changed');
    title.tests = [rule('each_title_is_known', ['A title'])];
    branch.tests = [rule('each_branch_is_known', ['north', 'south'])];
    for (const test of seeds?.[0]?.columns.flatMap(({ tests = [] }) => tests) ?? []) test.description = 'Two branches.';
  }),
  likely_questions: [{ question: 'What if?', answer: 'Then.' }],
  disagreements: [{ about: 'Loans', versions: ['All', 'Open ones'], settled_by: 'Open ones' }],
  notes: [{ kind: 'assumed', text: 'A note.' }],
  trace: [{ kind: 'source', name: 'desk.members', passage: 'A passage.' }],
  wishes: [{ wish: 'A wish', passage: 'A passage.' }],
  schedules: [{ id: 'daily', title: 'Every day', cron: '0 6 * * *' }],
  board: { title: 'Numbers', mart: 'library_numbers', payload: 'branch', as_of: 'month' },
  business_questions: [
    {
      ...{ id: 'busy', heading: 'Branches', question: 'Which branch is busy?' },
      answered_by: {
        kind: 'model',
        name: 'fct_loans_by_day',
        sql: 'select branch, sum(loan_count) as loans from fct_loans_by_day group by branch',
      },
      proof:
        'select members.branch, count(distinct loans.id) as loans from loans inner join members on loans.member = members.id group by members.branch',
    },
  ],
  origin: { blueprint: 'library', renames: [{ from: 'old', to: 'new' }] },
});
const harmless = renderProject(pipelineInput({ scenario }), template).main;

type Path = readonly (string | number)[];

/** Every place of a value that holds a text. */
function textsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, [...path, key]));
}

/** A path without the numbers in it: places that the schema treats alike. */
function kindOf(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? '[]' : part)).join('.');
}

function withText<T>(value: T, [first, ...rest]: Path, text: string): T {
  if (first === undefined) return text as T;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  Object.assign(copy as object, { [first]: withText((value as Record<string | number, unknown>)[first], rest, text) });
  return copy as T;
}

/** The first place of each kind. */
function firstOfEach(paths: readonly Path[]): Map<string, Path> {
  return new Map(paths.toReversed().map((path) => [kindOf(path), path]));
}

/** Every place where the schema lets one of the hostile texts stand, as kinds of paths. */
function textFields(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const parts = schema as Record<string, unknown>;
  const { type, properties, items, anyOf, oneOf, pattern, const: only, enum: several } = parts;
  if (only !== undefined || several !== undefined) return [];
  // A name that has to look like a name.
  if (typeof pattern === 'string' && !hostileTexts.some((text) => new RegExp(pattern, 'u').test(text))) return [];
  const at = (part: string) => (path === '' ? part : `${path}.${part}`);
  if (Array.isArray(anyOf ?? oneOf)) return ((anyOf ?? oneOf) as unknown[]).flatMap((one) => textFields(one, path));
  if (type === 'string') return [path];
  if (type === 'array') return textFields(items, at('[]'));
  return Object.entries(properties ?? {}).flatMap(([key, one]) => textFields(one, at(key)));
}

const places = firstOfEach(textsOf(scenario));
/** Fields in which at least one of the texts was rendered. */
const taken = new Set<string>();
/** Text that is code, and is judged as code. */
const code = new Set(['singular_tests.[].sql', 'macros.[].sql', 'analyses.[].sql']);

describe('a hostile text in one field of a scenario', () => {
  it('is tried in every field that holds text', () => {
    const fields = new Set(textFields(z.toJSONSchema(scenarioSchema, { unrepresentable: 'any', io: 'output' })));
    expect(fields.size).toBeGreaterThan(50);
    expect([...fields].filter((field) => !places.has(field))).toEqual([]);
    // Else every text would be refused for what is wrong without it.
    expect(checkScenario(scenario)).toEqual([]);
  });

  it.each([...places])('%s: is refused, or stands in no file unescaped', (kind, path) => {
    for (const text of hostileTexts) {
      const read = scenarioSchema.safeParse(withText(scenario, path, text));
      if (!read.success || checkScenario(read.data).length > 0) continue;
      if (code.has(kind)) {
        expect(checkPieces(read.data, pipelinePieces()), text).not.toEqual([]);
        continue;
      }
      const { main } = renderProject(pipelineInput({ scenario: read.data }), template);
      expectHeld(main, text);
      taken.add(kind);
    }
  });

  it('is taken, and held, in every field that is prose', () => {
    const prose = [...places.keys()].filter((kind) =>
      /(description|purpose|story|title|say|mend|how|text)$/.test(kind),
    );
    expect(prose.length).toBeGreaterThan(20);
    expect(prose.filter((kind) => !taken.has(kind))).toEqual([]);
  });

  it.each([
    ['README.md', '<script>alert(1)</script>\n'],
    ['models/marts/schema.yml', '    injected: true\n'],
    ['models/marts/fct_loans.sql', '; drop table x\n'],
    ['models/staging/schema.yml', "    # {{ env_var('HOME') }}\n"],
    ['seeds/raw_desk__members.csv', 'another,row,of,it,all\n'],
  ])('would be seen in %s', (path, injected) => {
    const content = harmless.get(path);
    expect(content).toBeDefined();
    const altered = new Map(harmless).set(path, `${content}${injected}`);
    expect(() => expectHeld(altered, 'text')).toThrow();
  });
});

describe('a hostile text in a cell or a unit test', () => {
  const pieces = libraryPieces();
  const library = libraryScenario();
  const plain = renderProject(libraryInput(), template).main;
  const cells = firstOfEach(textsOf(pieces).filter((path) => ['rows', 'sql'].includes(String(path[0]))));

  it.each([...cells])('%s: is refused, or comes back as it was', (kind, path) => {
    expect(checkPieces(library, pieces)).toEqual([]);
    if (/\.sql$/.test(kind)) return;
    for (const text of hostileTexts) {
      const altered: Pieces = withText(pieces, path, text);
      const rows = altered.rows.every((piece) => rowsPieceSchema.safeParse(piece).success);
      const sql = altered.sql.every((piece) => sqlPieceSchema.safeParse(piece).success);
      if (!rows || !sql || checkPieces(library, altered).length > 0) continue;
      const { main } = renderProject(libraryInput({ pieces: altered }), template);
      expectHeld(main, text, plain);
    }
  });
});

/** Code, structure and every other value are as without the text, and the text itself is data wherever it stands. */
function expectHeld(main: ReadonlyMap<string, string>, text: string, without = harmless): void {
  expect([...main.keys()]).toEqual([...without.keys()]);
  for (const [path, content] of main) {
    if (template.has(path)) continue;
    const before = without.get(path) ?? '';
    if (content === before) continue;
    const where = `${path} with ${JSON.stringify(text)}`;
    // dbt renders no seeds.
    if (!path.endsWith('.csv')) expect(checkJinja(path, content), where).toEqual([]);
    if (path.endsWith('.sql')) expect(codeOf(content), where).toEqual(codeOf(before));
    if (path.endsWith('.yml'))
      expectSameBut(parse(content, { version: '1.1' }), parse(before, { version: '1.1' }), text, where);
    if (path.endsWith('.csv')) expectSameBut(parseCsv(content), parseCsv(before), text, where);
    if (path.endsWith('.md')) expectSameOutline(content, before, where);
  }
}

/** The same SQL but for what stands between quotes, where no backslash can end them. */
function expectSameSql(sql: string, before: string, where: string): void {
  const outside = (text: string) => tokens(text).map(({ kind, text: token }) => (kind === 'string' ? "''" : token));
  expect(outside(sql), where).toEqual(outside(before));
  expect(sql, where).not.toContain('\\');
}

/** SQL without its comments. */
function codeOf(sql: string): string[] {
  return tokens(sql).flatMap(({ kind, text }) => (kind === 'comment' ? [] : [text]));
}

/** The same keys and values; one that differs holds the text, as plain text or as it was. */
function expectSameBut(value: unknown, before: unknown, text: string, where: string): void {
  if (typeof before === 'object' && before !== null && typeof value === 'object' && value !== null) {
    expect(Object.keys(value), where).toEqual(Object.keys(before));
    for (const [key, one] of Object.entries(value))
      expectSameBut(one, (before as Record<string, unknown>)[key], text, `${where}, ${key}`);
    return;
  }
  if (value === before) return;
  // A table as it stood before is given to a unit test as SQL.
  if (/, rows$/.test(where) && typeof value === 'string') {
    expectSameSql(value, String(before), where);
    return;
  }
  const flat = (words: string) => words.replace(/\s+/g, ' ').trim();
  const held = [text.trim(), plainText(text)].some((form) => flat(String(value)).includes(flat(form)));
  expect(held, `${where}: ${String(value)}`).toBe(true);
}

/** As many headings, code fences and table rows as before, and no HTML and no link that was not there. */
function expectSameOutline(markdown: string, before: string, where: string): void {
  const outline = (text: string) =>
    [/^#+ /gm, /^ {0,3}(```|~~~)/gm, /^\|.*\|$/gm, /<[a-z!/]/gi, /(?<!\\)\]\(/g].map(
      (sign) => text.match(sign)?.length ?? 0,
    );
  expect(outline(markdown), where).toEqual(outline(before));
}
