import { expect, it } from 'vitest';
import { productionSection } from '../../../../src/domain/project/render/production-section.ts';
import { libraryScenario } from '../../fixtures/library.ts';
import { plannedLibrary } from '../../run-plan/planned-library.ts';

const schedules = [
  { id: 'nightly', title: 'Full refresh', cron: '0 3 * * *', full_refresh: true },
  { id: 'by-day', title: 'Every four hours', cron: '0 8-20/4 * * 1-5', full_refresh: false },
];

it('says the commands of the plan and its schedules', () => {
  const text = productionSection(plannedLibrary({ kind: 'by-layer' }, { schedules })).join('\n');
  expect(text).toMatch(/dbt deps\ndbt build --select staging .*\ndbt build --select intermediate/);
  expect(text).toMatch(/\| Full refresh\s*\| `0 3 \* \* \*`\s*\| everything from nothing/);
  expect(text).toMatch(/\| Every four hours\s*\| `0 8-20\/4 \* \* 1-5`\s*\| what is new/);
});

it('says of a plan by model what holds here and in dbt Cloud, and puts wildcards in quotes for the shell', () => {
  const text = productionSection(plannedLibrary({ kind: 'by-model' })).join('\n');
  expect(text).toContain('model by model, in the order of dbt’s graph');
  expect(text).toContain('In dbt Cloud it is one `dbt build`');
  const commands = [{ verb: 'build' as const, exclude: ['kpi.*'] }];
  expect(productionSection(plannedLibrary({ kind: 'commands', commands })).join('\n')).toContain("'kpi.*'");
});

it('is not there where production is one build at one time', () => {
  expect(productionSection(libraryScenario())).toEqual([]);
});
