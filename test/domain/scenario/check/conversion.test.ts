import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { answersOf } from '../../../../src/domain/answer/answers-of.ts';
import { projectOf } from '../../../../src/domain/answer/scenario-of.ts';
import { semanticLayerProperties } from '../../../../src/domain/project/render/semantic-models.ts';
import { describeMetric } from '../../../../src/domain/prompt/describe-metric.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import { drawnMetric } from '../../../../src/domain/scenario/drawn-metric.ts';
import type { Metric } from '../../../../src/domain/scenario/semantic-layer.ts';
import { libraryScenario } from '../../fixtures/library.ts';

const named = (name: string) => ({ name, label: name, description: `All ${name}.`, format: 'number' as const });
const counted = (name: string, column: string) =>
  ({ ...named(name), type: 'simple', mart: 'fct_loans', aggregation: 'count_distinct', column }) as const;
const conversion = {
  ...named('second_loans'),
  format: 'percent',
  type: 'conversion',
  base: 'first_loans',
  converted: 'later_loans',
  entity: 'member',
  calculation: 'conversion_rate',
  window: '60 days',
} as const satisfies Metric;

/** The library, which asks how many members who borrow do it again. */
function withConversion(changed: Partial<typeof conversion> | object = {}, converted: object = {}) {
  return libraryScenario(({ semantic_layer: layer }) => {
    layer?.metrics.push(
      counted('first_loans', 'loan_id'),
      { ...counted('later_loans', 'loan_id'), ...converted },
      { ...conversion, ...changed },
    );
    layer?.saved_queries.push({
      name: 'second_loans_by_title',
      question: 'Who comes back?',
      metrics: ['second_loans'],
      group_by: ['metric_time__month', 'loan__title'],
    });
  });
}

const messages = (scenario: ReturnType<typeof libraryScenario>) =>
  checkScenario(scenario).map(({ message }) => message);

describe('a conversion', () => {
  it('is sound where both marts know whom it follows, and is asked by what its base knows', () => {
    expect(messages(withConversion())).toEqual([]);
  });

  it.each([
    [
      'follows nobody whom both marts know',
      withConversion({ entity: 'branch' }),
      /follows branch .* no entity of fct_/,
    ],
    ['counts the same twice', withConversion({ converted: 'first_loans' }), /who might and who did/],
    ['is made of no metric', withConversion({ base: 'visits' }), /made of visits, which is no metric/],
    ['is made of a ratio', withConversion({ base: 'fee_per_loan' }), /needs fee_per_loan as a metric that counts/],
    ['counts rows that may come twice', withConversion({}, { aggregation: 'count' }), /needs later_loans as a metric/],
    [
      'leaves out some of those who did',
      withConversion({}, { filter: { dimension: 'title', operator: '=', value: 'Emma' } }),
      /cannot count later_loans, which filters its rows/,
    ],
  ])('is refused when it %s', (_, scenario, message) => {
    expect(messages(scenario)).toEqual([expect.stringMatching(message)]);
  });

  it('is rendered as the current spec has it, told in words, and drawn before what it is made of', () => {
    const scenario = withConversion();
    const [rate] = parse(semanticLayerProperties(scenario) ?? '').metrics.filter(
      ({ type }: { type: string }) => type === 'conversion',
    );
    expect(rate).toMatchObject({
      name: 'second_loans',
      entity: 'member',
      calculation: 'conversion_rate',
      base_metric: 'first_loans',
      conversion_metric: 'later_loans',
      window: '60 days',
    });
    expect(describeMetric(conversion)).toContain(
      'the share of first_loans with later_loans of the same member within 60 days',
    );
    const query = { name: 'q', question: 'q', metrics: ['first_loans', 'second_loans'], group_by: [], limit: 1 };
    expect(drawnMetric(query, scenario.semantic_layer?.metrics ?? [])).toBe('second_loans');
  });

  it('comes back from the answer that would propose it, and counts keys as distinct where it has to', () => {
    const scenario = withConversion();
    const { understanding, design } = answersOf(scenario);
    expect(projectOf(understanding, design).semantic_layer).toEqual(scenario.semantic_layer);
    const metrics = design.metrics.map((metric) =>
      metric.name === 'later_loans' ? { ...metric, aggregation: 'count' as const } : metric,
    );
    expect(projectOf(understanding, { ...design, metrics }).semantic_layer).toEqual(scenario.semantic_layer);
  });
});
