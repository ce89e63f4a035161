import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkJinja } from '../../../../src/domain/project/lint/jinja.ts';
import { plainText } from '../../../../src/domain/project/plain-text.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { tokens } from '../../../../src/domain/project/sql/tokens.ts';
import type { ScenarioInput } from '../../../../src/domain/scenario/scenario.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';
import { libraryInput, libraryScenario } from '../../fixtures/library.ts';

const template = await readTemplate('template');
const harmless = renderProject(libraryInput(), template).main;

const piece = fc.oneof(
  fc.constantFrom(
    "{{ env_var('HOME') }}",
    "{% do run_query('drop table x') %}",
    '{#',
    '{{{',
    '*/',
    '-- ',
    ' #',
    ': ',
    '\n',
    '\r\n',
    "'",
    '"',
    '| ',
    '- ',
    '> ',
    '🚀',
    '\u2028',
    '\u0007',
    'yes',
    '1_000',
    '<<',
    '*text',
    '&a',
    '%YAML',
    '---',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const prose = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''))
  .filter((text) => plainText(text) !== '' && text.trim() !== '');

/** Puts the text wherever people write. */
function everywhere(text: string): (input: ScenarioInput) => void {
  const short = text.slice(0, 150).trim() || 'x';
  return (input) => {
    input.title = short;
    input.business_context = { summary: text, objectives: [short] };
    for (const source of input.sources) {
      source.description = text;
      source.staging_purpose = text;
      for (const column of source.columns) column.description = text;
      for (const test of source.columns.flatMap(({ tests }) => tests ?? [])) test.description = text;
    }
    for (const model of [...input.intermediate, ...input.marts]) {
      model.purpose = text;
      for (const column of model.columns) column.description = text;
    }
    for (const mart of input.marts) {
      mart.business_questions = [short];
      if (mart.incremental) mart.incremental.reason = text;
    }
    for (const test of input.singular_tests ?? []) test.description = text;
    for (const metric of input.semantic_layer?.metrics ?? [])
      Object.assign(metric, { description: text, label: short });
    for (const exposure of input.exposures ?? [])
      Object.assign(exposure, { description: text, label: short, owner: short });
    for (const incident of input.incidents ?? []) Object.assign(incident, { title: short, story: text, mend: text });
  };
}

describe('text of people in any field', () => {
  it('never becomes active Jinja, SQL or YAML, and is still there to read', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const company = text.slice(0, 200);
        const scenario = libraryScenario(everywhere(text));
        const { main } = renderProject(libraryInput({ scenario, company }), template);
        expect([...main.keys()]).toEqual([...harmless.keys()]);
        for (const [path, content] of main) {
          if (template.has(path)) continue;
          expect(checkJinja(path, content)).toEqual([]);
          if (path.endsWith('.sql')) expect(code(content)).toEqual(code(harmless.get(path) ?? ''));
          if (path.endsWith('.yml')) expect(() => parse(content, { version: '1.1' })).not.toThrow();
        }
        const { models } = parse(main.get('models/staging/schema.yml') ?? '', { version: '1.1' });
        expect(models[0].description).toBe(plainText(text.trim()));
      }),
      { numRuns: 60 },
    );
  });
});

/** SQL without its comments. */
function code(sql: string): string[] {
  return tokens(sql).flatMap(({ kind, text }) => (kind === 'comment' ? [] : [text]));
}
