import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../../../src/config.ts';
import { isReserved } from '../../../src/domain/naming/reserved-words.ts';
import { isPortableJinja } from '../../../src/domain/project/check/jinja.ts';
import { sqlPieceSchema } from '../../../src/domain/project/piece.ts';
import { scenarioSchema } from '../../../src/domain/scenario/scenario.ts';

const text = (name: string) => readFileSync(join(root, 'prompts', `${name}.md`), 'utf8');

interface Shape {
  readonly properties?: Record<string, Shape>;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly maximum?: number;
}

const scenario: Shape = z.toJSONSchema(scenarioSchema, { io: 'input' }) as Shape;
const piece: Shape = z.toJSONSchema(sqlPieceSchema, { io: 'input' }) as Shape;

/** The shape at a path such as `marts.columns`: of a list, that of its items is gone through. */
function at(shape: Shape, path: string): Shape {
  return path.split('.').reduce((outer, key) => {
    const inner = (outer.items ?? outer).properties?.[key];
    if (!inner) throw new Error(`there is no ${key} in ${path}`);
    return inner;
  }, shape);
}

describe('what the prompts say of limits', () => {
  it.each([
    ['understand-customer', 'sources', (least: number, most: number) => `${least} to ${most} tables`],
    ['understand-customer', 'sources.columns', (least: number, most: number) => `\`columns\`: ${least} to ${most},`],
    ['understand-customer', 'sources.columns.tests', (_: number, most: number) => `at most ${most} a column`],
    [
      'understand-customer',
      'business_context.objectives',
      (least: number, most: number) => `${least} to ${most}, each`,
    ],
    ['understand-customer', 'disagreements', (_: number, most: number) => `(at most ${most})`],
    [
      'understand-customer',
      'disagreements.versions',
      (least: number, most: number) => `\`versions\`: ${least} to ${most}`,
    ],
    ['design-models', 'intermediate', (least: number, most: number) => `${least} to ${most} intermediate models`],
    ['design-models', 'intermediate.inputs', (least: number, most: number) => `${least} to ${most} names of models`],
    ['design-models', 'intermediate.grain', (least: number, most: number) => `${least} to ${most} columns that`],
    ['design-models', 'marts', (least: number, most: number) => `${least} to ${most} marts`],
    ['design-models', 'marts.columns', (least: number, most: number) => `${least} to ${most} in marts`],
    ['design-models', 'marts.business_questions', (least: number, most: number) => `${least} to ${most} \`business_q`],
    ['design-models', 'singular_tests', (_: number, most: number) => `\`singular_tests\`: at most ${most}`],
    ['design-models', 'exposures', (_: number, most: number) => `At most ${most}: the dashboards`],
    ['design-models', 'reference_seeds', (_: number, most: number) => `\`reference_seeds\`, at most ${most}:`],
    ['design-models', 'reference_seeds.rows', (least: number, most: number) => `${least} to ${most} rows written out`],
    ['design-models', 'snapshots', (_: number, most: number) => `\`snapshots\`, at most ${most}:`],
    ['design-models', 'macros', (_: number, most: number) => `\`macros\`, at most ${most}:`],
    ['design-models', 'analyses', (_: number, most: number) => `\`analyses\`, at most ${most}:`],
    ['design-models', 'schedules', (_: number, most: number) => `\`schedules\`, at most ${most}.`],
    [
      'design-models',
      'semantic_layer.saved_queries.metrics',
      (least: number, most: number) => `\`metrics\` ${least} to ${most}`,
    ],
    ['tell-story', 'demonstrations', (least: number, most: number) => `${least} to ${most}, usually one for each pain`],
    ['tell-story', 'demonstrations.shows', (least: number, most: number) => `\`shows\`: ${least} to ${most}.`],
    ['tell-story', 'incidents', (_: number, most: number) => `0 to ${most}, usually 2`],
    ['tell-story', 'changes', (_: number, most: number) => `${most} at most. CI`],
    ['tell-story', 'changes.alters', (least: number, most: number) => `\`alters\`: ${least} to ${most}`],
    ['tell-story', 'talk_track.flow', (least: number, most: number) => `${least} to ${most} sections`],
    ['tell-story', 'talk_track.flow.shows', (_: number, most: number) => `\`shows\`: at most ${most}.`],
    ['tell-story', 'likely_questions', (_: number, most: number) => `(${most} at most)`],
  ])('%s: %s', (prompt, path, said) => {
    const { minItems = 0, maxItems = Number.NaN } = at(scenario, path);
    expect(text(prompt)).toContain(said(minItems, maxItems));
  });

  it('fits the pieces of SQL', () => {
    expect(text('write-sql')).toContain(`0 to ${at(piece, 'unit_tests').maxItems}, usually`);
    expect(text('write-sql')).toContain(`${at(piece, 'sql').maxLength?.toLocaleString('en')} characters at most`);
    expect(text('write-sql')).toContain(`1 to ${at(piece, 'unit_tests.given').maxItems} inputs`);
  });
});

describe('what the prompts say of SQL', () => {
  const files = globSync('*.md', { cwd: join(root, 'prompts') });

  it('uses macros that pieces may hold', () => {
    const macros = files.flatMap((file) => [...text(file.replace(/\.md$/, '')).matchAll(/\{\{.*?\}\}/g)]);
    expect(macros.length).toBeGreaterThan(15);
    // What stands for a macro of the scenario's own, and for an argument of one.
    const own = { macros: [{ name: 'name', arguments: ['column', 'number'] }], names: ['argument'] };
    expect(macros.map(([macro]) => macro).filter((macro) => !isPortableJinja(macro, own))).toEqual([]);
  });

  it('warns of words that are reserved', () => {
    const [, list = ''] = /such as (all, .*?)\. Prefix/.exec(text('system')) ?? [];
    const words = list.split(', ');
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter((word) => !isReserved(word))).toEqual([]);
  });
});
