import { expect, it } from 'vitest';
import { keepSections, sectionsToKeep } from '../../../src/domain/answer/keep-sections.ts';
import { allSections } from '../../../src/domain/answer/sections.ts';
import { ecommerce } from '../blueprint/ecommerce.ts';

const { scenario } = ecommerce;
const previous = {
  ...scenario,
  trace: [
    { kind: 'source' as const, name: 'shop.orders', passage: 'orders' },
    { kind: 'demonstration' as const, name: 'old', passage: 'late' },
  ],
  wishes: [{ wish: 'Old', passage: '' }],
  notes: [{ kind: 'not_met' as const, text: 'Old: no' }],
};
const drafted = {
  ...scenario,
  title: 'New',
  demonstrations: scenario.demonstrations.slice(0, 1),
  trace: [
    { kind: 'source' as const, name: 'shop.orders', passage: 'something else' },
    { kind: 'demonstration' as const, name: 'new', passage: '' },
  ],
  wishes: [{ wish: 'New', passage: '' }],
  notes: [{ kind: 'not_met' as const, text: 'New: no' }],
};

it('takes one section, its passages and what is said of it, and leaves all else', () => {
  const kept = keepSections(drafted, previous, sectionsToKeep('demonstrations'));
  expect(kept.demonstrations).toEqual(drafted.demonstrations);
  expect(kept.title).toBe(scenario.title);
  expect(kept.trace).toEqual([previous.trace[0], drafted.trace[1]]);
  expect(kept.wishes).toEqual(previous.wishes);
  expect(kept.notes).toEqual([
    { kind: 'not_met', text: 'New: no' },
    { kind: 'assumed', text: 'The notes do not name the demonstration new.' },
  ]);
});

it('leaves the judgement of the wishes with the demonstrations that it is about', () => {
  const kept = keepSections(drafted, previous, ['demonstrations']);
  expect(kept.title).toBe('New');
  expect(kept.wishes).toEqual(drafted.wishes);
  expect(kept.notes).toEqual(previous.notes);
});

it('takes a whole draft as it is when nothing is to stay', () => {
  expect(keepSections(drafted, previous, sectionsToKeep(undefined))).toBe(drafted);
  expect(sectionsToKeep('models', ['sources'])).toEqual(allSections.filter((section) => section !== 'models'));
});
