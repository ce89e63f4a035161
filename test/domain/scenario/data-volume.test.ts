import { expect, it } from 'vitest';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import { dataVolumeOf } from '../../../src/domain/scenario/data-volume.ts';

it('takes the rows that the brief asks for before those that the scenario usually has', () => {
  expect(dataVolumeOf({ data_volume: 'ten' }, { data_volume: 'fuller' })).toBe('ten');
  expect(dataVolumeOf(briefSchema.parse({ company: 'Acme' }), { data_volume: 'fuller' })).toBe('fuller');
  expect(dataVolumeOf({}, {})).toBe('ten');
});
