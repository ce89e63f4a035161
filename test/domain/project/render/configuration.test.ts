import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectConfiguration } from '../../../../src/domain/project/render/configuration.ts';
import { libraryInput, libraryScenario } from '../../fixtures/library.ts';

const flag = 'require_nested_cumulative_type_params';
const flagsOf = (input: Parameters<typeof projectConfiguration>[0]) => parse(projectConfiguration(input)).flags;

it('lets dbt-core 1.12.5 read a metric with a window, on the one warehouse whose adapter needs that version', () => {
  const windowed = libraryScenario(({ semantic_layer: layer }) => {
    for (const metric of layer?.metrics ?? []) if (metric.type === 'cumulative') metric.window = '7 days';
  });
  expect(windowed.semantic_layer?.metrics).toContainEqual(expect.objectContaining({ window: '7 days' }));
  const input = { ...libraryInput(), scenario: windowed };
  expect(flagsOf({ ...input, warehouse: 'databricks' })).toHaveProperty(flag, false);
  expect(flagsOf({ ...input, warehouse: 'snowflake' })).not.toHaveProperty(flag);
});

it('says nothing of it where no metric has a window', () => {
  const plain = libraryScenario(({ semantic_layer: layer }) => {
    if (layer) layer.metrics = layer.metrics.filter((metric) => !('window' in metric && metric.window));
  });
  expect(flagsOf({ ...libraryInput(), scenario: plain, warehouse: 'databricks' })).not.toHaveProperty(flag);
});
