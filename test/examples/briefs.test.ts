import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { draft } from '../../src/domain/blueprint/draft.ts';
import { briefSchema } from '../../src/domain/brief/brief.ts';
import { checkScenario } from '../../src/domain/scenario/check/check-scenario.ts';
import { loadBlueprints } from '../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from '../domain/blueprint/ecommerce.ts';

const folder = fileURLToPath(new URL('../../examples/briefs', import.meta.url));
const blueprints = await loadBlueprints(blueprintsFolder);

const wishes = readdirSync(`${folder}/wishes`);
// A brief with wishes beside it is for a model: no blueprint is of its industry.
const forBlueprints = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !wishes.includes(file));

it.each(forBlueprints)('the example brief %s is met in full', (file) => {
  const brief = briefSchema.parse(parse(readFileSync(`${folder}/${file}`, 'utf8')));
  const scenario = draft(blueprints, brief);
  expect(scenario?.notes.filter(({ kind }) => kind !== 'assumed')).toEqual([]);
  expect(scenario && checkScenario(scenario)).toEqual([]);
  const answered = scenario?.demonstrations.map(({ pain_point }) => pain_point).join(' / ');
  for (const painPoint of brief.pain_points) expect(answered).toContain(painPoint);
});
