import { expect, it } from 'vitest';
import { martLayers, ownSchemas } from '../../../src/domain/scenario/layers.ts';
import { libraryScenario } from '../fixtures/library.ts';
import { pipelineScenario } from '../fixtures/pipeline.ts';

it('puts a schema of its own behind the one that it reads, whichever is named first', () => {
  const scenario = pipelineScenario(({ marts }) => {
    const [numbers] = marts.filter(({ name }) => name === 'library_numbers');
    if (!numbers) throw new Error('the pipeline has changed');
    marts.unshift({ ...numbers, name: 'agg_summary', schema: 'summary', inputs: ['library_numbers'] });
  });
  expect(martLayers(scenario)).toEqual(['marts', 'numbers', 'summary']);
});

it('knows one layer and no other schema where none is named', () => {
  expect(martLayers(libraryScenario())).toEqual(['marts']);
  expect(ownSchemas(libraryScenario())).toEqual([]);
});

it('finds the schemas of reference seeds and histories as well', () => {
  expect(ownSchemas(pipelineScenario())).toEqual(['numbers', 'history']);
});
