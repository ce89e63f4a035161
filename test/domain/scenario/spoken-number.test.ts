import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { spokenParts, unknownBlanks } from '../../../src/domain/scenario/spoken-number.ts';
import { libraryScenario } from '../fixtures/library.ts';

describe('a number that is said', () => {
  it('is found between the words', () => {
    expect(spokenParts('Now {rows:fct_loans} loans, up to {highest:fees_by_month.fees}.')).toEqual([
      'Now ',
      { kind: 'rows', model: 'fct_loans' },
      ' loans, up to ',
      { kind: 'highest', query: 'fees_by_month', metric: 'fees' },
      '.',
    ]);
    expect(spokenParts('{tests}')).toEqual([{ kind: 'tests' }]);
    expect(spokenParts('A set {of} braces')).toEqual(['A set {of} braces']);
    expect(unknownBlanks('A set {of} {rows:fct_loans.fees} {{ x }}')).toEqual([
      '{of}',
      '{rows:fct_loans.fees}',
      '{ x }',
    ]);
  });

  it.each([
    ['{rows:fct_visits}', /no model fct_visits/],
    ['{latest:loans_by_branch.loans}', /no time in loans_by_branch/],
    ['{added:int_loans_with_books}', /no mart int_loans_with_books/],
    ['{latest:fees.fees}', /no saved query fees/],
    ['{latest:fees_by_month.loans}', /no metric loans in fees_by_month/],
    ['{failures:no_fee_is_negative}', /no incident that fails no_fee_is_negative/],
    ['{some number}', /\{some number\} is no number that can be filled in/],
  ])('must be one that is there: %s', (blank, message) => {
    const scenario = libraryScenario(({ talk_track }) => {
      talk_track.flow[1] = { title: 'Number', minutes: 1, say: `There are ${blank}.`, do: 'Look.' };
    });
    expect(checkScenario(scenario)).toEqual([
      { path: 'talk_track.flow[1].say', message: expect.stringMatching(message) },
    ]);
  });

  it('must be one that is there also where an incident or a change is spoken of', () => {
    const scenario = libraryScenario(({ incidents, changes }) => {
      for (const incident of incidents ?? []) incident.say = 'It finds {failures:every_loan_has_a_member}.';
      for (const change of changes ?? []) change.say = 'Look.';
      const [change] = changes ?? [];
      if (change) change.say = 'It has {rows:fct_visits}.';
    });
    expect(checkScenario(scenario)).toEqual([
      { path: 'changes[0].say', message: expect.stringMatching(/no model fct_visits/) },
    ]);
  });

  it('stands in nothing that is written into a file', () => {
    const scenario = libraryScenario(({ incidents, business_context }) => {
      business_context.summary = 'A set {of} braces.';
      for (const incident of incidents ?? []) incident.story = 'It had {rows:fct_loans} rows.';
    });
    expect(checkScenario(scenario)).toEqual([
      {
        path: 'incidents[0].story',
        message: '{rows:fct_loans} is filled in where something is said on the call, not here.',
      },
    ]);
  });

  it('may be of a model, a run, a query, a test and all tests', () => {
    const scenario = libraryScenario(({ talk_track }) => {
      talk_track.get_started = ['{rows:stg_desk__loans} {added:fct_loans} {changed:fct_loans} {tests}'];
      talk_track.advanced = ['{latest:fees_by_month.fees} {lowest:loans_by_branch.loans}'];
      talk_track.flow[1] = { title: 'Number', minutes: 1, say: 'Look: {failures:every_loan_has_a_member}.', do: 'So.' };
    });
    expect(checkScenario(scenario)).toEqual([]);
  });
});
