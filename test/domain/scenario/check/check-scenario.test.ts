import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../../fixtures/library.ts';

/** The problems of the library's scenario after one thing went wrong in it. */
function problemsAfter(alter: (scenario: Scenario) => void): { path: string; message: string }[] {
  const scenario = libraryScenario();
  alter(scenario);
  return checkScenario(scenario);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
}

type Case = readonly [string, (scenario: Scenario) => void, RegExp];

describe('a sound scenario', () => {
  it('has no problems', () => expect(checkScenario(libraryScenario())).toEqual([]));

  it('fits a call of its length and no shorter one', () => {
    expect(checkScenario(libraryScenario(), { minutes: 15 })).toEqual([]);
    expect(checkScenario(libraryScenario(), { minutes: 14 })).toEqual([
      { path: 'talk_track.flow', message: 'The talk track takes 15 minutes, and the call has 14.' },
    ]);
  });
});

const sources: Case[] = [
  [
    'no key',
    (s) => {
      at(at(s.sources, 0).columns, 0).primary_key = false;
    },
    /exactly one primary key/,
  ],
  [
    'a nullable key',
    (s) => {
      at(at(s.sources, 0).columns, 0).nullable = true;
    },
    /cannot be nullable/,
  ],
  [
    'a load time that is text',
    (s) => {
      at(s.sources, 0).loaded_at = 'name';
    },
    /timestamp column named name/,
  ],
  ['two tables of one name', (s) => void s.sources.push(at(s.sources, 0)), /already a model named stg_desk__members/],
  [
    'a reserved column name',
    (s) => {
      at(at(s.sources, 0).columns, 1).name = 'order';
    },
    /reserves the word order/,
  ],
  [
    'two columns of one name',
    (s) => {
      at(at(s.sources, 0).columns, 1).name = 'branch';
    },
    /already a column named branch/,
  ],
  [
    'a reference to nowhere',
    (s) => {
      at(at(s.sources, 2).columns, 1).references = { source: 'a.b', column: 'id' };
    },
    /a\.b, which is no source/,
  ],
  [
    'a reference of another type',
    (s) => {
      at(at(s.sources, 2).columns, 1).references = { source: 'catalogue.books', column: 'isbn' };
    },
    /member is integer, but catalogue\.books\.isbn is string/,
  ],
  [
    'a reference to no key',
    (s) => {
      at(at(s.sources, 2).columns, 2).references = { source: 'desk.members', column: 'name' };
    },
    /not the key/,
  ],
  [
    'accepted values with a quote',
    (s) => {
      at(at(s.sources, 0).columns, 2).accepted_values = ["north's"];
    },
    /leave out quotes/,
  ],
  [
    'accepted values of a number',
    (s) => {
      at(at(s.sources, 0).columns, 0).accepted_values = ['1'];
    },
    /only text has a list/,
  ],
];

const models: Case[] = [
  [
    'an input that is not there',
    (s) => void at(s.marts, 1).inputs.push('stg_x__y'),
    /reads stg_x__y, which is not there/,
  ],
  ['a cycle', (s) => void at(s.marts, 0).inputs.push('fct_loans_by_day'), /reads itself/],
  ['a view on a mart', (s) => void at(s.intermediate, 0).inputs.push('dim_members'), /read no mart/],
  [
    'a grain that is no column',
    (s) => {
      at(s.marts, 2).grain = ['x'];
    },
    /one row per x, but no such column/,
  ],
  ['no incremental mart', (s) => void delete at(s.marts, 0).incremental, /Exactly one mart is incremental; 0 are/],
  [
    'an incremental mart on text',
    (s) => {
      at(s.marts, 0).incremental = { loaded_at: 'title', lookback_days: 1, reason: 'x' };
    },
    /must be a timestamp column/,
  ],
  [
    'a test that compares text with a number',
    (s) => at(at(s.marts, 0).columns, 2).tests.push({ name: 'x', check: { kind: 'at_least', minimum: 0 } }),
    /compares title with a number/,
  ],
  [
    'a test that compares a date with a timestamp',
    (s) => at(at(s.marts, 0).columns, 3).tests.push({ name: 'x', check: { kind: 'not_before', column: 'loaded_at' } }),
    /both must be dates or both timestamps/,
  ],
  [
    'two tests of one name',
    (s) => at(at(s.marts, 0).columns, 4).tests.push({ name: 'no_book_is_free', check: { kind: 'not_null' } }),
    /Two tests are named no_book_is_free/,
  ],
  [
    'a singular test with Jinja',
    (s) => {
      at(s.singular_tests, 0).sql += "{{ run_query('x') }}";
    },
    /portable macros/,
  ],
  [
    'a singular test that changes data',
    (s) => {
      at(s.singular_tests, 0).sql = 'drop table fct_loans';
    },
    /starts with select/,
  ],
  ['an exposure on nothing', (s) => void at(s.exposures, 0).depends_on.push('fct_x'), /fct_x, which is not there/],
];

const layer = (s: Scenario) => {
  if (!s.semantic_layer) throw new Error('There is no semantic layer.');
  return s.semantic_layer;
};
const metric = (s: Scenario, index: number, change: object) => void Object.assign(at(layer(s).metrics, index), change);

const semantics: Case[] = [
  ['a metric on nothing', (s) => metric(s, 1, { mart: 'fct_x' }), /which is no mart/],
  ['a metric on no column', (s) => metric(s, 1, { column: 'x' }), /which fct_loans has not/],
  ['a sum of text', (s) => metric(s, 1, { column: 'title' }), /takes the sum of title, which is string/],
  ['a metric without time', (s) => void delete at(s.marts, 0).metric_time, /needs a metric time/],
  [
    'a time that is none',
    (s) => {
      at(s.marts, 0).metric_time = 'title';
    },
    /must be a time column/,
  ],
  [
    'a filter by no dimension',
    (s) => metric(s, 0, { filter: { dimension: 'fee', operator: '=', value: 1 } }),
    /no dimension/,
  ],
  [
    'a filter of another type',
    (s) => metric(s, 0, { filter: { dimension: 'title', operator: '=', value: 1 } }),
    /compares title/,
  ],
  [
    'a filter that breaks out',
    (s) => metric(s, 0, { filter: { dimension: 'title', operator: '=', value: "' or 1=1" } }),
    /leave out quotes/,
  ],
  ['a label that another metric has', (s) => metric(s, 1, { label: 'Loans' }), /already a metric labelled Loans/],
  ['a ratio of nothing', (s) => metric(s, 2, { numerator: 'x' }), /made of x, which is no metric/],
  ['a ratio of itself', (s) => metric(s, 2, { numerator: 'fee_per_loan' }), /made of itself/],
  [
    'an expression that reads a table',
    (s) => metric(s, 3, { expression: 'fees - fees_before - secret' }),
    /reads secret/,
  ],
  ['an expression with a statement', (s) => metric(s, 3, { expression: 'fees; drop' }), /may hold metrics, numbers/],
  ['a metric named like an entity', (s) => metric(s, 1, { name: 'loan' }), /of an entity or dimension/],
  [
    'a query for nothing',
    (s) => {
      at(layer(s).saved_queries, 0).metrics = ['x'];
    },
    /asks for x/,
  ],
  [
    'a query by what is out of reach',
    (s) => {
      at(layer(s).saved_queries, 0).group_by = ['book__title'];
    },
    /cannot be reached/,
  ],
  [
    'a query by no dimension',
    (s) => {
      at(layer(s).saved_queries, 1).group_by = ['member__name'];
    },
    /cannot be reached/,
  ],
];

const promises: Case[] = [
  [
    'an unknown test',
    (s) => {
      at(s.incidents, 0).promise.fails = ['x'];
    },
    /there is no test x/,
  ],
  [
    'an unknown source',
    (s) => {
      at(s.incidents, 0).source = 'a.b';
    },
    /there is no source a\.b/,
  ],
  [
    'a test on a mart',
    (s) => {
      at(s.incidents, 0).promise.fails = ['no_fee_is_negative'];
    },
    /neither on a source nor on staging/,
  ],
  [
    'a test of another source',
    (s) => {
      at(s.incidents, 0).promise.fails = ['no_book_is_free'];
    },
    /does not read desk\.loans/,
  ],
  ['a skip too few', (s) => void at(s.incidents, 0).promise.skips.pop(), /dbt skips fct_loans_by_day too/],
  ['a skip too many', (s) => void at(s.incidents, 0).promise.skips.push('dim_members'), /does not skip dim_members/],
  [
    'a mart that is not protected',
    (s) => void at(s.incidents, 0).promise.protects.push('dim_members'),
    /dim_members is not protected/,
  ],
  [
    'bad rows that the incremental mart would keep',
    (s) => {
      at(s.intermediate, 0).inputs = ['stg_desk__loans', 'stg_catalogue__books'];
    },
    /fct_loans, which is incremental and would keep the bad rows/,
  ],
  [
    'a change of nothing',
    (s) => {
      at(s.changes, 0).alters = ['int_x'];
    },
    /there is no model int_x/,
  ],
  [
    'a column added elsewhere',
    (s) => {
      at(s.changes, 2).alters = ['dim_members'];
    },
    /whose SQL is not altered/,
  ],
  [
    'a metric moved to no column',
    (s) => {
      at(s.changes, 2).metric_columns = [{ metric: 'fees', column: 'x' }];
    },
    /has no column x/,
  ],
  [
    'a contract of a view',
    (s) => {
      at(s.changes, 1).promise = { ci: 'red', fails: ['int_x'] };
    },
    /int_x is none/,
  ],
  [
    'a red test out of reach',
    (s) => {
      at(s.changes, 0).promise = { ci: 'red', fails: ['no_book_is_free'] };
    },
    /reads nothing/,
  ],
  [
    'an answer that does not move',
    (s) => {
      at(s.changes, 2).promise = { ci: 'green', moves: 'loans_by_branch' };
    },
    /no metric that/,
  ],
  [
    'a metric change that shows nothing',
    (s) => {
      at(s.changes, 2).promise = { ci: 'green' };
    },
    /name the saved query/,
  ],
  [
    'evidence that is not there',
    (s) => at(s.demonstrations, 0).shows.push({ kind: 'metric', name: 'x' }),
    /There is no metric x to show/,
  ],
];

describe.each([
  ['sources', sources],
  ['models', models],
  ['the semantic layer', semantics],
  ['promises', promises],
])('in %s', (_, cases) => {
  it.each(cases.map(([name, alter, message]) => ({ name, alter, message })))('$name is found', ({ alter, message }) => {
    const problems = problemsAfter(alter);
    expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringMatching(message));
    for (const { path } of problems) expect(path).not.toBe('');
  });
});
