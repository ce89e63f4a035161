import { expect, it } from 'vitest';
import { withLocked } from '../../../src/domain/blueprint/instructions/with-locked.ts';
import { ecommerce } from './ecommerce.ts';

const { scenario } = ecommerce;

it('puts locked sections back, byte for byte', () => {
  const drafted = { ...scenario, title: 'Another', talk_track: { ...scenario.talk_track, advanced: [] } };
  const kept = withLocked(scenario, drafted, ['talk_track']);
  expect(kept.title).toBe('Another');
  expect(JSON.stringify(kept.talk_track)).toBe(JSON.stringify(scenario.talk_track));
});

it('changes nothing where the rest does not fit what is locked, and says so', () => {
  const renamed = scenario.marts.map((mart) => ({ ...mart, name: `${mart.name}_new` }));
  const kept = withLocked(scenario, { ...scenario, marts: renamed }, ['demonstrations']);
  expect({ ...kept, notes: scenario.notes }).toEqual(scenario);
  expect(kept.notes.at(-1)?.text).toMatch(/does not fit what is locked \(demonstrations\)/);
});
