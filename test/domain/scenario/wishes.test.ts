import { expect, it } from 'vitest';
import { coverWishes, notesBesideWishes } from '../../../src/domain/scenario/wishes.ts';
import { ecommerce } from '../blueprint/ecommerce.ts';

const { scenario } = ecommerce;
const [demonstration] = scenario.demonstrations;

it('holds every wish against the words that the rest was drawn from', () => {
  const covered = coverWishes({
    ...scenario,
    wishes: [
      { wish: 'A refund rate by month', passage: 'Could we see a refund rate by month? Ada asks.' },
      { wish: demonstration?.pain_point ?? '', passage: '' },
      { wish: 'A churn  model', passage: 'And a churn model for the app.' },
      { wish: 'Something about parcels', passage: 'Parcels get lost on the way to us.' },
    ],
    trace: [
      { kind: 'metric', name: 'refund_rate', passage: 'Could we see a refund rate by month?' },
      { kind: 'mart', name: 'fct_orders', passage: 'Orders come in all day.' },
      { kind: 'mart', name: 'fct_assumed', passage: '' },
    ],
    notes: [{ kind: 'not_met', text: 'a churn model: it needs events that no source has.' }],
  });
  expect(covered.map(({ state }) => state)).toEqual(['answered', 'answered', 'not-answered', 'open']);
  expect(covered[0]).toMatchObject({ by: [{ kind: 'metric', name: 'refund_rate' }] });
  expect(covered[1]).toMatchObject({ by: [{ kind: 'demonstration', name: demonstration?.id }] });
  expect(covered[2]).toMatchObject({ why: 'it needs events that no source has.' });
});

it('says what is not met once: at its wish, where there is one', () => {
  const notes = [
    { kind: 'not_met' as const, text: 'A churn model: no events.' },
    { kind: 'not_met' as const, text: 'Not done: something else.' },
    { kind: 'assumed' as const, text: 'The currency.' },
  ];
  const wishes = [{ wish: 'A churn model', passage: '' }];
  expect(notesBesideWishes({ ...scenario, notes, wishes })).toEqual(notes.slice(1));
  expect(notesBesideWishes({ ...scenario, notes })).toEqual(notes);
});
