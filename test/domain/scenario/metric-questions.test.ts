import { expect, it } from 'vitest';
import { metricQuestions, monthlyQuestion } from '../../../src/domain/scenario/metric-questions.ts';
import { libraryScenario } from '../fixtures/library.ts';

const count = {
  format: 'number' as const,
  type: 'simple' as const,
  aggregation: 'count' as const,
  column: 'member_id',
};

/** The library, with metrics of a second mart, some of which divide by one of the first. */
const scenario = libraryScenario(({ semantic_layer: layer, marts }) => {
  const members = marts.find(({ name }) => name === 'dim_members');
  if (!members || !layer) throw new Error('no members');
  members.metric_time = 'joined_on';
  members.columns.push({
    ...{ name: 'joined_on', type: 'date' as const, description: 'When they joined.' },
    semantic: { kind: 'time', granularity: 'day' },
  });
  layer.metrics.push(
    { ...count, name: 'joined', label: 'Joined', description: 'Who joined.', mart: 'dim_members' },
    {
      ...{ name: 'loans_per_joined', label: 'Loans per member', description: 'Loans by members.' },
      ...{ format: 'number', type: 'ratio', numerator: 'loans', denominator: 'joined' },
    },
  );
});
const questions = metricQuestions(scenario);
const of = (asks: string) => questions.filter((question) => question.asks === asks);
const all = scenario.semantic_layer?.metrics.map(({ name }) => name).toSorted();

it('asks every metric once by month and once by a dimension, several at a time', () => {
  for (const asks of ['by-month', 'by-dimension']) {
    expect(
      of(asks)
        .flatMap(({ metrics }) => metrics)
        .toSorted(),
    ).toEqual(all);
  }
  expect(of('by-month').every(({ group_by }) => group_by.join() === 'metric_time__month')).toBe(true);
  expect(questions.length).toBeLessThan((all?.length ?? 0) * 2);
});

it('asks metrics of other marts, or of other days, by month on their own, so that none goes on where its data end', () => {
  expect(of('by-month').map(({ metrics }) => metrics)).toEqual([
    ['loans', 'fees', 'fee_per_loan'],
    ['fee_growth', 'fees_so_far'],
    ['joined'],
    ['loans_per_joined'],
  ]);
  expect(monthlyQuestion('joined', scenario)?.metrics).toEqual(['joined']);
  expect(monthlyQuestion('nothing', scenario)).toBeUndefined();
});

it('groups by the dimension that most of them have, with the month beside it where earlier days are needed', () => {
  expect(of('by-dimension').map(({ metrics, group_by }) => [metrics.join(), group_by.join()])).toEqual([
    ['loans,fees,fee_per_loan,joined,loans_per_joined', 'member__branch'],
    ['fee_growth,fees_so_far', 'metric_time__month,loan__title'],
  ]);
});

it('asks nothing where there is no metric', () => {
  expect(metricQuestions({ ...scenario, semantic_layer: undefined })).toEqual([]);
});
