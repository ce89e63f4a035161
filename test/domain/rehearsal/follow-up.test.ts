import { describe, expect, it } from 'vitest';
import {
  type FollowUp,
  followUpOf,
  mentionsInFollowUp,
  renderFollowUp,
  settledNumbers,
} from '../../../src/domain/rehearsal/follow-up.ts';
import { FollowUpPage } from '../../../src/views/live/follow-up-page.tsx';
import { aReport, aRun } from '../../views/fixtures/reports.ts';
import { libraryScenario } from '../fixtures/library.ts';

const answer = {
  ...{ query: 'fees_by_month', question: 'What do loans bring?', columns: ['metric_time__month', 'fees'] },
  ...{ rows: [['2026-05-01 00:00:00', '980']], cut: false, currency: 'EUR', draws: 'fees' },
  metrics: [{ column: 'fees', label: 'fees', format: 'currency' as const }],
};
const known = {
  report: { ...aReport(true, '0'.repeat(64)), metrics: [] },
  results: {
    ...{ ...aRun('production', null), rowCounts: [{ relation: 'fct_loans', rows: 1_204 }] },
    metrics: [answer],
  },
};
const scenario = libraryScenario((input) => {
  const { demonstrations } = input;
  demonstrations[0]?.shows.push({ kind: 'model', name: 'fct_loans' });
  demonstrations.push(
    {
      ...{ id: 'strangers', pain_point: 'Cards that do not exist.', title: 'Strangers stay out?', how: 'Land it.' },
      shows: [{ kind: 'incident', name: 'unknown-members' }],
    },
    {
      ...{ id: 'money', pain_point: 'What do we earn?', title: 'Fees.', how: 'Ask it.' },
      shows: [
        { kind: 'metric', name: 'fees' },
        { kind: 'metric', name: 'fees_so_far' },
      ],
    },
    {
      ...{ id: 'growth', pain_point: 'Do we grow?', title: 'Growth', how: 'Ask it.' },
      shows: [{ kind: 'metric', name: 'fee_growth' }],
    },
  );
  input.disagreements = [
    { about: 'Fees', versions: ['one', 'two'], settled_by: 'What was paid.' },
    { about: 'What a reader is', versions: ['one', 'two'], settled_by: 'Who came.' },
  ];
  input.notes = [
    { kind: 'not_met', text: 'Loans between libraries: their system has no table of them.' },
    { kind: 'not_met', text: 'No code on screen for more than a minute: It is about the call, so the SE keeps to it.' },
    { kind: 'not_met', text: 'A plain view: It is about the call: nothing shows it.' },
    { kind: 'not_met', text: 'Books that were lost.: which model.' },
    { kind: 'not_met', text: 'No demonstration answers the pain point “Dusty shelves”.' },
    { kind: 'not_met', text: 'Not done: “Make it shorter”. Their SE is tired.' },
    { kind: 'assumed', text: 'That the desk is honest.' },
  ];
  input.wishes = [
    { wish: 'Books that were lost.', passage: 'We lose books.' },
    { wish: 'A list of late readers', passage: 'Who is late with their books, always?' },
    { wish: 'The demo fits in 40 minutes', passage: 'We have 40 minutes.' },
    { wish: 'Nobody trusts the counts.', passage: '' },
  ];
});
const followUp = followUpOf(scenario, known, new Set());
const text = renderFollowUp(followUp, { company: 'City [Library]' });

describe('a follow-up', () => {
  it('says what was asked, and what was shown with its number', () => {
    expect(text).toContain('**Nobody trusts the counts.**');
    expect(text).toContain('- On screen: the test loans');
    expect(text).toMatch(/- Number: 1,204 rows in fct\\?_loans/);
  });

  it('holds every wish that is not met, untraced ones too, and once', () => {
    expect(followUp.open).toEqual([
      'Do we grow?',
      'Books that were lost.',
      'A list of late readers',
      'Loans between libraries',
      'Dusty shelves',
    ]);
    expect(text).toMatch(/## Open\n\n- Do we grow\?\n- Books that were lost\.\n/);
  });

  it('holds nothing that is for the sales engineer: no reason, no instruction, nothing about the call', () => {
    for (const word of [
      'honest',
      'no table',
      'about the call',
      'on screen for more',
      'plain view',
      'tired',
      '40 minutes',
    ]) {
      expect(text).not.toContain(word);
    }
    for (const { say } of [...scenario.incidents, ...scenario.changes]) expect(text).not.toContain(say);
    expect(followUp.aside).toEqual([
      'The demo fits in 40 minutes',
      'No code on screen for more than a minute',
      'A plain view',
    ]);
  });

  it('says that a delivery was stopped when its incident was landed, and else that it can be shown', () => {
    expect(text).not.toContain('was stopped');
    expect(text).toContain('- Can be shown: a bad delivery that is stopped: Loans of strangers');
    expect(followUp.toShow.map(({ asked }) => asked)).toEqual(['Cards that do not exist.']);
    const landed = followUpOf(scenario, known, new Set(['unknown-members']));
    expect(renderFollowUp(landed, { company: 'City' })).toContain(
      'a bad delivery that was stopped: Loans of strangers',
    );
    expect(landed.toShow).toEqual([]);
  });

  it('lists no metric that gave no number', () => {
    expect(followUp.shown.find(({ asked }) => asked === 'What do we earn?')).toMatchObject({
      ...{ seen: ['the metric fees'], number: '980 EUR (2026-05) fees, latest' },
    });
  });

  it('names the metric that settles a number, with its number, and none where there is none', () => {
    expect(settledNumbers(scenario, known).map(({ metric }) => metric)).toEqual([
      'fees (fees): 980 EUR (2026-05)',
      undefined,
    ]);
    expect(text).toContain('- Fees: What was paid.\n  Metric: fees (fees): 980 EUR (2026-05)\n');
  });

  it('tells which part mentions what it must not', () => {
    expect(mentionsInFollowUp(followUp, ['Strangers', 'Netflix']).map(({ part }) => part)).toEqual([
      'Counts that agree',
      'Strangers stay out?',
    ]);
    expect(mentionsInFollowUp(followUp, ['Dusty shelves', 'fees'])).toContainEqual({
      ...{ part: 'what is open', entry: 'Dusty shelves' },
    });
  });
});

it('the page of a follow-up ends each sentence once, and shows the SE what was left out', () => {
  const page = (shown: FollowUp) =>
    String(FollowUpPage({ id: 'b', company: 'City', followUp: shown, mentions: [] })).replaceAll(/<[^>]+>/g, '');
  const html = page(followUp);
  expect(html).not.toMatch(/[.?]\./);
  expect(html).toContain('Strangers stay out?');
  expect(html).toContain('Left out of what is open, as about the call: 3');
  expect(html).toContain('Metric: fees (fees): 980 EUR (2026-05)');
});
