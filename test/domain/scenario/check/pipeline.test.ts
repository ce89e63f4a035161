import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../../src/domain/scenario/scenario.ts';
import { pipelineScenario } from '../../fixtures/pipeline.ts';

type Case = readonly [what: string, alter: (scenario: Scenario) => void, said: RegExp];

/** The parts of a pipeline, each sure to be there. */
function parts(scenario: Scenario) {
  const [rules, measures] = scenario.reference_seeds ?? [];
  const [members, loans] = scenario.snapshots ?? [];
  const [share, month] = scenario.macros ?? [];
  const [analysis] = scenario.analyses ?? [];
  const days = scenario.marts.find(({ calendar }) => calendar);
  const numbers = scenario.marts.find(({ name }) => name === 'library_numbers');
  const fact = scenario.marts.find(({ name }) => name === 'fct_loans_by_day');
  const [incident] = scenario.incidents;
  if (!(rules && measures && members && loans && share && month && analysis && days && numbers && fact && incident))
    throw new Error('the pipeline has changed');
  return { rules, measures, members, loans, share, month, analysis, days, numbers, fact, incident };
}

function messagesAfter(alter: Case[1]): string[] {
  const scenario = pipelineScenario();
  alter(scenario);
  return checkScenario(scenario).map(({ message }) => message);
}

it('holds together with everything that a pipeline has besides', () => {
  expect(checkScenario(pipelineScenario())).toEqual([]);
});

const cases: readonly Case[] = [
  [
    'a reference seed of a model’s name',
    (s) => void Object.assign(parts(s).rules, { name: 'fct_loans' }),
    /already a model named/,
  ],
  [
    'an analysis of a snapshot’s name',
    (s) => void Object.assign(parts(s).analysis, { name: 'loan_history' }),
    /already a model named/,
  ],
  ['a row that is too short', (s) => void parts(s).rules.rows.push(['east', 1]), /has 2 cells, and .* 3 columns/],
  [
    'a cell of another type',
    (s) => void parts(s).rules.rows.push(['east', 'half', '2020-01-01']),
    /share is ratio and cannot be "half"/,
  ],
  ['a grain without a column', (s) => void Object.assign(parts(s).rules, { grain: ['town'] }), /no such column/],
  [
    'two rows of one grain',
    (s) => void parts(s).rules.rows.push(['north', 0.1, '2020-01-01']),
    /Two rows of fee_rules have the same branch/,
  ],
  [
    'a row without its name',
    (s) => void parts(s).rules.rows.push([null, 0.1, '2020-01-01']),
    /has no branch, which names it/,
  ],
  [
    'a rule that a seed’s column cannot hold',
    (s) => void parts(s).rules.columns[0]?.tests.push({ name: 'positive', check: { kind: 'at_least', minimum: 0 } }),
    /compares branch with a number/,
  ],
  [
    'a snapshot of nothing',
    (s) => void Object.assign(parts(s).members, { input: 'stg_desk__staff' }),
    /follows stg_desk__staff, which/,
  ],
  [
    'a snapshot of a snapshot',
    (s) => void Object.assign(parts(s).members, { input: 'loan_history' }),
    /follows loan_history, which is a snapshot itself/,
  ],
  ['a snapshot by a missing key', (s) => void Object.assign(parts(s).members, { unique_key: 'card' }), /looks at card/],
  [
    'a snapshot that goes by text',
    (s) => void Object.assign(parts(s).loans, { strategy: { kind: 'timestamp', updated_at: 'title' } }),
    /goes by title, which is string and no time/,
  ],
  [
    'an intermediate model that reads a snapshot',
    (s) => void s.intermediate[0]?.inputs.push('member_history'),
    /reads the snapshot member_history/,
  ],
  [
    'an incident that a snapshot would keep',
    (s) => void Object.assign(parts(s).loans, { input: 'stg_desk__loans' }),
    /holds back loan_history, which is a snapshot and would keep the bad rows/,
  ],
  [
    'a macro of dbt’s name',
    (s) => void Object.assign(parts(s).share, { name: 'drop_relation' }),
    /dbt or every project has a macro/,
  ],
  [
    'a macro of the template’s name',
    (s) => void Object.assign(parts(s).share, { name: 'as_of' }),
    /dbt or every project has a macro/,
  ],
  [
    'an argument that is never used',
    (s) => void Object.assign(parts(s).share, { sql: '{{ fee }} * 2' }),
    /never uses \{\{ share \}\}/,
  ],
  [
    'a macro that does something',
    (s) => void Object.assign(parts(s).share, { sql: '{{ fee }} {{ share }} {% do run_query("select 1") %}' }),
    /Jinja statements/,
  ],
  [
    'a macro that looks for more than it is given',
    (s) => void Object.assign(parts(s).share, { sql: "{{ fee }} * {{ share }} * {{ env_var('HOME') }}" }),
    /none of the portable macros/,
  ],
  [
    'a macro that opens a bracket',
    (s) => void Object.assign(parts(s).share, { sql: '({{ fee }} * {{ share }}' }),
    /never closed/,
  ],
  [
    'a macro that calls another',
    (s) => void Object.assign(parts(s).share, { sql: "{{ month_of('x') }} {{ fee }} {{ share }}" }),
    /none of the portable macros/,
  ],
  [
    'an analysis that calls a macro with too little',
    (s) => void Object.assign(parts(s).analysis, { sql: parts(s).analysis.sql.replace(", 'fee_rules.share'", '') }),
    /shared_fee with 2/,
  ],
  [
    'an analysis of nothing',
    (s) => void parts(s).analysis.inputs.push('fct_nothing'),
    /reads fct_nothing, which is not there/,
  ],
  [
    'a usual mart that reads a layer behind it',
    (s) => void parts(s).fact.inputs.push('library_numbers'),
    /built later, in the schema numbers/,
  ],
  [
    'schemas that read each other',
    (s) => {
      const { days, fact, numbers } = parts(s);
      const calendarOf = (name: string) => ({ ...days, name, schema: 'others' });
      s.marts.push(calendarOf('dim_other_day'), { ...fact, name: 'fct_other', schema: 'others', inputs: ['dim_date'] });
      numbers.inputs.push('dim_other_day');
    },
    /the schemas others and numbers read each other/,
  ],
  [
    'a change whose schema would be another’s',
    (s) => {
      const [first, second] = s.changes;
      if (first && second) second.id = `${first.id}-numbers`;
    },
    /its id ends with the schema numbers/,
  ],
  ['a calendar that reads', (s) => void parts(s).days.inputs.push('fct_loans'), /is a calendar, which reads nothing/],
  [
    'a mart that reads nothing',
    (s) => void Object.assign(parts(s).numbers, { inputs: [] }),
    /library_numbers reads nothing/,
  ],
  [
    'a calendar that ends before it begins',
    (s) => {
      const { calendar } = parts(s).days;
      if (calendar) calendar.last = '2014-12-31';
    },
    /dim_date ends before it begins/,
  ],
  [
    'a calendar without end',
    (s) => {
      const { calendar } = parts(s).days;
      if (calendar) calendar.last = '9999-12-31';
    },
    /a calendar has at most/,
  ],
  [
    'a calendar with a column of its own',
    (s) => void parts(s).days.columns.push({ name: 'is_holiday', type: 'boolean', description: 'No.', tests: [] }),
    /a calendar, which has no column is_holiday/,
  ],
  [
    'a calendar’s column of another type',
    (s) => {
      for (const column of parts(s).days.columns) if (column.name === 'year') column.type = 'string';
    },
    /has year as string; it is integer/,
  ],
  [
    'a calendar of months',
    (s) => void Object.assign(parts(s).days, { grain: ['year_month'] }),
    /one row per date_key or/,
  ],
  ['a change of a calendar', (s) => void s.changes[0]?.alters.push('dim_date'), /no model dim_date with SQL to alter/],
];

describe('a pipeline with', () => {
  it.each(cases)('%s is refused', (_, alter, said) => {
    expect(messagesAfter(alter).join('\n')).toMatch(said);
  });
});
