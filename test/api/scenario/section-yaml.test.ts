import { expect, test } from 'vitest';
import { editSection } from '../../../src/api/scenario/section-yaml.ts';
import { root } from '../../../src/config.ts';
import { sectionYaml } from '../../../src/domain/scenario/section-yaml.ts';
import { loadBlueprint } from '../../../src/integrations/ai/builtin/load-blueprint.ts';

const { scenario } = await loadBlueprint(`${root}/blueprints/customer-360`);
const models = sectionYaml(scenario, 'models');

test('the run plan is changed in one section, and what incidents hold back follows', () => {
  const text = models.replace('kind: by-layer', 'kind: by-model');
  expect(text).not.toBe(models);
  const edited = editSection(scenario, 'models', text, {});
  if (!edited.ok) throw new Error(edited.errors.join('\n'));
  expect(edited.scenario.run_plan).toEqual({ kind: 'by-model' });
  expect(edited.scenario.incidents).not.toEqual(scenario.incidents);
});

test('a plan that cannot be run is refused for that alone', () => {
  const commands = '\n  kind: commands\n  commands:\n    - verb: deps\n    - verb: build\n      select: [nosuch]';
  const edited = editSection(scenario, 'models', models.replace('\n  kind: by-layer', commands), {});
  if (edited.ok) throw new Error('not refused');
  expect(edited.errors[0]).toBe('run_plan.commands[1]: The run plan selects nosuch, which nothing is.');
  expect(edited.errors.filter((error) => !error.startsWith('run_plan'))).toEqual([]);
});
