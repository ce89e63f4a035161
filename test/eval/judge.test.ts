import { expect, it } from 'vitest';
import { judge } from '../../eval/judge.ts';
import type { Rehearsed } from '../../eval/shown.ts';
import type { ShownBy, Wish } from '../../eval/wishes.ts';
import type { Check, NodeResult } from '../../src/domain/rehearsal/report.ts';
import { ecommerce } from '../domain/blueprint/ecommerce.ts';

const node = (name: string, type: string, status: string): NodeResult => ({
  ...{ uniqueId: `${type}.shop.${name}`, name, type, status },
  ...{ failures: null, message: null, seconds: 0.1 },
});

const check = (stage: Check['stage'], subject: string | null, passed: boolean, nodes: NodeResult[] = []): Check => ({
  ...{ stage, subject, title: subject ?? stage, passed, nodes, promised: 'this', seen: passed ? 'this' : 'that' },
  ...{ seconds: 1, findings: [], log: '' },
});

const rehearsed: Rehearsed = {
  scenario: {
    ...ecommerce.scenario,
    trace: [
      { kind: 'mart', name: 'fct_orders', passage: 'Refunds come late.' },
      { kind: 'mart', name: 'dim_products', passage: '' },
    ],
  },
  report: {
    ...{ schema: 'rehearsal/1', project: 'p', passed: false, dbtVersion: '1.12', network: 'namespace', seconds: 9 },
    ...{ rowCounts: [], moved: [], questions: [] },
    everyMetric: [
      {
        ...{ query: 'every-metric-by-month-1', question: 'By month', columns: ['metric_time__month', 'returns'] },
        ...{ rows: [['2026-10-01', '3']], metrics: [], currency: 'EUR', draws: '' },
      },
    ],
    checks: [
      check('build', null, true, [
        node('fct_orders', 'model', 'success'),
        node('dim_products', 'model', 'skipped'),
        node('each_order_is_delivered_once', 'test', 'pass'),
        node('refunds_never_exceed', 'test', 'warn'),
      ]),
      check('unit-tests', null, true, [node('late_orders_are_taken', 'unit_test', 'pass')]),
      check('incident', 'doubled-on-day-one', true),
      check('incident', 'doubled-on-next-day', true),
      check('incident', 'lost-on-day-one', true),
      check('incident', 'lost-on-next-day', false),
      check('change', 'net-of-refunds', true),
      check('metrics', 'revenue_by_month', true),
      check('metrics', 'refunds_by_month', false),
    ],
    metrics: [
      {
        ...{ query: 'revenue_by_month', question: '?', columns: ['month', 'revenue', 'margin'], metrics: [] },
        ...{ rows: [['2026-09', '138.0', '']], currency: 'EUR', draws: 'revenue' },
      },
      {
        ...{ query: 'refunds_by_month', question: '?', columns: ['month', 'refunds'], metrics: [] },
        ...{ rows: [['2026-09', '29.0']], currency: 'EUR', draws: 'refunds' },
      },
    ],
  },
  files: {
    main: new Map([
      ['README.md', '# Crêperie « Chez L’Oiseau & Fils »'],
      ['models/schema.yml', "description: Of the guest.\n      - name: booked_at\n  note: the\n    ship's captain"],
    ]),
    batches: new Map([['next-day', new Map([['seeds/raw_shop__orders.csv', 'id,email\n1,Ada@example.org']])]]),
    changes: new Map(),
  },
};

function wish(shown_by: Wish['shown_by']): Wish {
  return { id: 'it', wish: 'It.', quote: 'it', must_be_there: 'It.', shown_by };
}

/** Whether a wish counts, and why not. */
function judged(expected: Wish['shown_by'], shown: readonly ShownBy[]) {
  const judgement = { scenario: '0', wishes: [{ id: 'it', shown_by: [...shown], because: 'it is not there' }] };
  const [first] = judge([wish(expected)], judgement, rehearsed);
  return first?.met ? 'met' : first?.why;
}

it.each<[Wish['shown_by'], ShownBy]>([
  ['model', { kind: 'model', name: 'fct_orders' }],
  ['test', { kind: 'test', name: 'each_order_is_delivered_once' }],
  ['test', { kind: 'unit_test', name: 'late_orders_are_taken' }],
  ['metric', { kind: 'metric', name: 'revenue' }],
  // Of which no saved query is.
  ['metric', { kind: 'metric', name: 'returns' }],
  ['incident', { kind: 'incident', name: 'doubled' }],
  ['change', { kind: 'change', name: 'net-of-refunds' }],
  ['feature', { kind: 'saved_query', name: 'revenue_by_month' }],
])('a wish for a %s is met by what ran: %o', (expected, shown) => {
  expect(judged(expected, [shown])).toBe('met');
});

it.each<[string, Wish['shown_by'], ShownBy]>([
  ['no model fct_drones ran', 'model', { kind: 'model', name: 'fct_drones' }],
  ['dim_products: skipped', 'model', { kind: 'model', name: 'dim_products' }],
  ['refunds_never_exceed: warn', 'test', { kind: 'test', name: 'refunds_never_exceed' }],
  ['no test late_orders_are_taken ran', 'test', { kind: 'test', name: 'late_orders_are_taken' }],
  ['no query asks for churn', 'metric', { kind: 'metric', name: 'churn' }],
  ['margin answered no number', 'metric', { kind: 'metric', name: 'margin' }],
  ['refunds answered no number', 'metric', { kind: 'metric', name: 'refunds' }],
  ['lost-on-next-day: promised this; that', 'incident', { kind: 'incident', name: 'lost' }],
  ['stolen-on-day-one was not rehearsed', 'incident', { kind: 'incident', name: 'stolen' }],
  ['names no metric', 'metric', { kind: 'model', name: 'fct_orders' }],
])('a wish is not met: %s', (why, expected, shown) => {
  expect(judged(expected, [shown])).toBe(why);
});

it('needs something that runs, whatever files say', () => {
  const file: ShownBy = { kind: 'file', path: 'README.md', holds: 'L’Oiseau & Fils' };
  expect(judged('feature', [file])).toBe('names nothing that runs');
  expect(judged('feature', [file, { kind: 'model', name: 'fct_orders' }])).toBe('met');
});

it.each<[string, ShownBy]>([
  ['met', { kind: 'assumed', name: 'dim_products' }],
  ['fct_orders is not marked as assumed', { kind: 'assumed', name: 'fct_orders' }],
  ['nothing says where drones comes from', { kind: 'assumed', name: 'drones' }],
  ['there is no exposure board', { kind: 'exposure', name: 'board' }],
  ['there is no file NOTES.md', { kind: 'file', path: 'NOTES.md', holds: 'x' }],
  ['README.md does not hold “Oiseau et Fils”', { kind: 'file', path: 'README.md', holds: 'Oiseau et Fils' }],
  ['met', { kind: 'absent', words: ['target.password'] }],
  ['met', { kind: 'absent', words: ['guest_name'] }],
  ['models/schema.yml has one of the ship', { kind: 'absent', words: ['the ship'] }],
  ['seeds/raw_shop__orders.csv has one of ada@', { kind: 'absent', words: ['ada@'] }],
])('holds what stands beside it to the demo too: %s', (outcome, shown) => {
  expect(judged('model', [{ kind: 'model', name: 'fct_orders' }, shown])).toBe(outcome);
});

it('counts no wish that nobody judged, or that was judged not to be there', () => {
  expect(judged('model', [])).toBe('it is not there');
  expect(judge([wish('model')], { scenario: '0', wishes: [] }, rehearsed)).toEqual([
    { id: 'it', met: false, why: 'nobody has judged it' },
  ]);
});
