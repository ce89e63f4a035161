import { describe, expect, it } from 'vitest';
import { numberShown } from '../../../src/domain/rehearsal/number-shown.ts';
import type { MetricAnswer } from '../../../src/domain/rehearsal/report.ts';
import { type Known, sayNumber } from '../../../src/domain/rehearsal/say-number.ts';
import { spokenText } from '../../../src/domain/rehearsal/spoken-text.ts';
import type { Evidence } from '../../../src/domain/scenario/demonstration.ts';
import { aReport, aRun } from '../../views/fixtures/reports.ts';
import { libraryScenario } from '../fixtures/library.ts';

const answer = {
  query: 'fees_by_month',
  question: 'What do loans bring?',
  columns: ['metric_time__month', 'fees', 'fee_growth'],
  rows: [
    ['2026-04-01 00:00:00', '1204.5', '0.125'],
    ['2026-05-01 00:00:00', '980', ''],
  ],
  cut: false,
  metrics: [
    { column: 'fees', label: 'Fees', format: 'currency' as const },
    { column: 'fee_growth', label: 'Growth', format: 'percent' as const },
  ],
  currency: 'EUR',
  draws: 'fees',
};
const report = {
  ...aReport(true, '0'.repeat(64)),
  rowCounts: [{ relation: 'fct_loans', dayOne: 7, nextDay: 9 }],
  metrics: [],
};
const results = {
  ...aRun('production', null),
  rowCounts: [{ relation: 'fct_loans', rows: 1_204 }],
  moved: [{ relation: 'fct_loans', before: 10, after: 13, added: 3, changed: 2, removed: 0 }],
  metrics: [answer],
};
const stop = { say: 'This is it.', do: 'Look.', shows: [] };
const failing = {
  ...{ uniqueId: 'test.every_loan_has_a_member', name: 'every_loan_has_a_member', type: 'test', status: 'fail' },
  ...{ failures: 2, message: null, seconds: 0.1 },
};

describe('a number of the talk track', () => {
  it('is that of the last production run', () => {
    const known = { results, report };
    expect(sayNumber({ kind: 'rows', model: 'fct_loans' }, known)).toBe('1,204');
    expect(sayNumber({ kind: 'added', model: 'fct_loans' }, known)).toBe('3');
    expect(sayNumber({ kind: 'latest', query: 'fees_by_month', metric: 'fees' }, known)).toBe('980 EUR (2026-05)');
    expect(sayNumber({ kind: 'highest', query: 'fees_by_month', metric: 'fees' }, known)).toBe('1,204.5 EUR (2026-04)');
    expect(sayNumber({ kind: 'lowest', query: 'fees_by_month', metric: 'fees' }, known)).toBe('980 EUR (2026-05)');
    // A month without a value is no latest one.
    expect(sayNumber({ kind: 'latest', query: 'fees_by_month', metric: 'fee_growth' }, known)).toBe('12.5% (2026-04)');
    expect(sayNumber({ kind: 'tests' }, known)).toBe('1');
  });

  it('is that of the rehearsal where no run has shown it, and open where nothing has', () => {
    expect(sayNumber({ kind: 'rows', model: 'fct_loans' }, { report })).toBe('7');
    expect(sayNumber({ kind: 'rows', model: 'fct_visits' }, { results, report })).toBeUndefined();
    const [check] = report.checks;
    if (!check) throw new Error('no check');
    const rehearsed = { ...report, checks: [{ ...check, stage: 'incident' as const, nodes: [failing] }] };
    const failures = { kind: 'failures', test: 'every_loan_has_a_member' } as const;
    expect(sayNumber(failures, { results, report: rehearsed })).toBe('2');
    expect(sayNumber(failures, { results })).toBeUndefined();
  });

  describe('of a query', () => {
    const asked = (rows: string[][], more: Partial<MetricAnswer> = {}) => {
      const columns = ['metric_time__day', 'member__branch', 'fees', 'fee_growth'];
      return { results: { ...results, metrics: [{ ...answer, columns, rows, ...more }] }, report };
    };
    const say = (kind: 'latest' | 'highest' | 'lowest', metric: string, known: Known) =>
      sayNumber({ kind, query: 'fees_by_month', metric }, known);
    const days = [
      ['2026-11-20 00:00:00', 'Old town', '12', '0.5'],
      ['2026-10-18 00:00:00', 'Harbour', '9', '0.9'],
      ['', 'Harbour', '3', '0.9'],
    ];

    it('is never taken from a list that is cut, or that may be', () => {
      for (const kind of ['latest', 'highest', 'lowest'] as const) {
        expect(say(kind, 'fees', asked(days))).toBeDefined();
        expect(say(kind, 'fees', asked(days, { cut: true }))).toBeUndefined();
        // What was kept before answers said so is shown again by the next run.
        const { cut, ...earlier } = answer;
        expect(say(kind, 'fees', { results: { ...results, metrics: [earlier] }, report })).toBeUndefined();
      }
    });

    it('is of the newest time, whatever the order of the rows', () => {
      expect(say('latest', 'fees', asked(days))).toBe('12 EUR (2026-11-20, Old town)');
      expect(say('latest', 'fees', asked(days.toReversed()))).toBe('12 EUR (2026-11-20, Old town)');
      // The first of a month is a day where days are asked for.
      expect(say('latest', 'fees', asked([['2026-11-01 00:00:00', 'Harbour', '1', '']]))).toContain('(2026-11-01, ');
    });

    it('is none where several rows are of the newest time, or none is of a time', () => {
      const alike = ['2026-11-20 00:00:00', 'Harbour', '', ''];
      expect(say('latest', 'fees', asked([...days, alike]))).toBeUndefined();
      const untimed = { columns: ['opened__day', 'member__branch', 'fees', 'fee_growth'] };
      expect(say('latest', 'fees', asked(days, untimed))).toBeUndefined();
    });

    it('names no one of several that are alike', () => {
      expect(say('highest', 'fee_growth', asked(days))).toBe('90% (one of 2)');
      expect(say('lowest', 'fee_growth', asked(days))).toBe('50% (2026-11-20, Old town)');
    });
  });

  it('is there at every stop: of what it shows first, else of all tests', () => {
    const scenario = libraryScenario(({ semantic_layer: layer }) => {
      if (layer?.saved_queries[0]) layer.saved_queries[0].draws = 'fees';
    });
    const known = { results, report };
    const shown = (kind: 'change' | 'exposure' | 'feature' | 'saved_query', name: string) =>
      numberShown({ ...stop, shows: [{ kind, name } as Evidence] }, scenario, known);
    expect(shown('saved_query', 'fees_by_month')?.value).toBe('980 EUR (2026-05)');
    expect(shown('feature', 'incremental')).toEqual({ value: '3', of: 'rows that the last run added to fct_loans' });
    expect(shown('feature', 'lineage')).toEqual({ value: '1', of: 'test that the last run passed' });
    const [change] = scenario.changes;
    if (!change) throw new Error('no change');
    change.promise = { ci: 'green', moves: 'fees_by_month' };
    expect(shown('change', change.id)).toMatchObject({
      value: '980 EUR (2026-05)',
      of: /^.+, latest, before the change$/,
    });
    expect(numberShown(stop, scenario, {})).toBeUndefined();
  });

  it('is not put beside a stop whose own sentences say one', () => {
    const said = (words: Partial<typeof stop>) =>
      numberShown({ ...stop, ...words, shows: [{ kind: 'model', name: 'fct_loans' }] }, libraryScenario(), { results });
    expect(said({})?.value).toBe('1,204');
    expect(said({ say: 'Look at fct_loans_2 and stg_desk__loans.' })?.value).toBe('1,204');
    expect(said({ say: 'The best month brought {highest:fees_by_month.fees}.' })).toBeUndefined();
    expect(said({ do: 'Read out {tests}.' })).toBeUndefined();
    expect(said({ say: 'They counted 104, 108 and 111.' })).toBeUndefined();
  });

  it('never says that a run moved what only the rehearsal did', () => {
    const added = { kind: 'added', model: 'fct_loans' } as const;
    const stands = { relation: 'fct_loans', before: 10, after: 10, added: 0, changed: 0, removed: 0 };
    const rehearsed = { ...report, moved: [{ ...stands, after: 15, added: 5 }] };
    const still = { ...results, moved: [stands] };
    for (const known of [{ report: rehearsed }, { report: rehearsed, results: still }]) {
      expect(sayNumber(added, known)).toBeUndefined();
      expect(spokenText('The last run added {added:fct_loans}.', known)).toMatch(
        /\(5 when the next day was rehearsed;/,
      );
      const shown = numberShown(
        { ...stop, shows: [{ kind: 'feature', name: 'incremental' }] },
        libraryScenario(),
        known,
      );
      expect(shown).toEqual({ value: '5', of: 'rows that the next day added to fct_loans when it was rehearsed' });
    }
    expect(spokenText('Now {added:fct_loans}.', { report: rehearsed, results })).toBe('Now 3.');
    expect(spokenText('Now {added:fct_loans}.', {})).toBe('Now (a number that comes when the next day is landed).');
  });
});
