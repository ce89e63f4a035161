import { expect, it } from 'vitest';
import { qualityGuide } from '../../../../src/domain/project/render/quality-guide.ts';
import { libraryScenario } from '../../fixtures/library.ts';
import { plannedLibrary } from '../../run-plan/planned-library.ts';

const oneBuild = 'dbt seed\ndbt build --exclude "config.schema:raw" --exclude-resource-type unit_test\n';

it('shows an incident by one build where production is one', () => {
  const guide = qualityGuide(libraryScenario());
  expect(guide).toContain('What `dbt build` shows:');
  expect(guide).toContain(oneBuild);
});

it('shows it by the commands of the plan, as a plan that stops at a red one skips more than one build', () => {
  const guide = qualityGuide(plannedLibrary({ kind: 'by-layer' }));
  expect(guide).toContain('What the production job shows:');
  expect(guide).toMatch(/dbt seed\ndbt build --select staging [^\n]* &&\ndbt build --select intermediate [^\n]* &&\n/);
  expect(guide).not.toContain(oneBuild);
});

it('shows it by one build where the plan goes by model, which skips the same', () => {
  const guide = qualityGuide(plannedLibrary({ kind: 'by-model' }));
  expect(guide).toMatch(/dbt seed\ndbt build --exclude config\.schema:raw --exclude-resource-type unit_test\n/);
  expect(guide).not.toContain('--select');
});
