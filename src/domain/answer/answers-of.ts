import { sourceId } from '../naming/names.ts';
import type { ColumnTest } from '../scenario/column.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Metric } from '../scenario/semantic-layer.ts';
import type { DesignAnswer, MetricAnswer } from './design.ts';
import type { RuleAnswer } from './parts.ts';
import { pipelineAnswerOf } from './pipeline-answer-of.ts';
import type { ScenarioAnswers } from './scenario-of.ts';

/**
 * The answers that a model would have to give for exactly this scenario: what it is asked to change when a person wants
 * a draft changed.
 */
export function answersOf(scenario: Scenario): ScenarioAnswers {
  const passage = (name: string) => scenario.trace?.find((one) => one.name === name)?.passage ?? '';
  const layer = scenario.semantic_layer;
  return {
    understanding: {
      title: scenario.title,
      ...scenario.business_context,
      currency: scenario.currency,
      wishes: scenario.wishes ?? [],
      disagreements: (scenario.disagreements ?? []).map(({ metric: _, ...one }) => ({ ...one, passage: '' })),
      sources: scenario.sources.map(({ columns, ...source }) => ({
        ...source,
        passage: passage(sourceId(source)),
        columns: columns.map((column) => ({
          name: column.name,
          type: column.type,
          description: column.description,
          staged_as: column.staged_as ?? '',
          primary_key: column.primary_key,
          references_source: column.references?.source ?? '',
          references_column: column.references?.column ?? '',
          nullable: column.nullable,
          accepted_values: column.accepted_values ?? [],
          rules: column.tests.map(rule),
        })),
      })),
    },
    design: {
      intermediate: scenario.intermediate,
      marts: scenario.marts.map(({ columns, incremental, metric_time, calendar, ...mart }) => ({
        ...mart,
        declared_name: mart.declared_name ?? false,
        schema: mart.schema ?? '',
        calendar_first: calendar?.first ?? '',
        calendar_last: calendar?.last ?? '',
        fiscal_year_begins: calendar?.fiscal_year_begins ?? 1,
        passage: passage(mart.name),
        columns: columns.map(({ semantic, tests, ...column }) => ({
          ...column,
          role: roleOf(semantic),
          entity: semantic?.kind === 'entity' ? semantic.entity : '',
          rules: tests.map(rule),
        })),
        incremental: incremental !== undefined,
        incremental_loaded_at: incremental?.loaded_at ?? '',
        lookback_days: incremental?.lookback_days ?? 0,
        incremental_reason: incremental?.reason ?? '',
        metric_time: metric_time ?? '',
      })),
      singular_tests: scenario.singular_tests,
      metrics: (layer?.metrics ?? []).map((metric) => ({ ...metricAnswer(metric), passage: passage(metric.name) })),
      saved_queries: (layer?.saved_queries ?? []).map((query) => ({ ...query, draws: query.draws ?? '' })),
      exposures: scenario.exposures.map((exposure) => ({ ...exposure, passage: passage(exposure.name) })),
      ...pipelineAnswerOf(scenario, rule),
    },
    story: {
      demonstrations: scenario.demonstrations.map((one) => ({
        ...one,
        passage: passage(one.id),
        shows: one.shows.flatMap(({ kind, name }) => (kind === 'unit_test' ? [] : [{ kind, name }])),
      })),
      incidents: scenario.incidents.map(({ promise, ...incident }) => ({
        ...incident,
        passage: passage(incident.id),
        failing_tests: promise.fails,
      })),
      changes: scenario.changes.map(({ promise, adds_columns, ...change }) => ({
        ...change,
        adds_columns: adds_columns.map(({ model, column }) => ({ model, ...column })),
        ci: promise.ci,
        fails: promise.ci === 'red' ? promise.fails : [],
        moves: promise.ci === 'green' ? (promise.moves ?? '') : '',
      })),
      talk_track: {
        ...scenario.talk_track,
        flow: scenario.talk_track.flow.map((section) => ({
          ...section,
          shows: section.shows.flatMap(({ kind, name }) => (kind === 'unit_test' ? [] : [{ kind, name }])),
        })),
      },
      likely_questions: scenario.likely_questions ?? [],
      unanswered: scenario.notes.flatMap(({ kind, text }) => {
        const [wish = text, ...why] = text.split(': ');
        return kind === 'not_met' ? [{ wish, why: why.join(': ') }] : [];
      }),
    },
  };
}

function rule({ name, description = '', check }: ColumnTest): RuleAnswer {
  return {
    name,
    description,
    check: check.kind,
    values: check.kind === 'accepted_values' ? check.values : [],
    limit: check.kind === 'at_least' ? check.minimum : check.kind === 'at_most' ? check.maximum : 0,
    column: check.kind === 'not_before' ? check.column : '',
  };
}

function roleOf(
  semantic: Scenario['marts'][number]['columns'][number]['semantic'],
): DesignAnswer['marts'][number]['columns'][number]['role'] {
  if (semantic?.kind === 'entity') return semantic.type === 'foreign' ? 'foreign' : 'primary';
  if (semantic?.kind === 'time') return semantic.granularity;
  return semantic ? 'dimension' : 'none';
}

function metricAnswer(metric: Metric): Omit<MetricAnswer, 'passage'> {
  const { name, label, description, format, type } = metric;
  const none = {
    mart: '',
    aggregation: 'none',
    column: '',
    filter_dimension: '',
    filter_operator: '=',
    filter_value: '',
    numerator: '',
    denominator: '',
    expression: '',
    inputs: [],
    accumulates: '',
    base: '',
    converted: '',
    entity: '',
    calculation: 'none',
    window: '',
  } as const;
  const named = { ...none, name, label, description, format, type };
  switch (metric.type) {
    case 'simple':
      return {
        ...named,
        inputs: [],
        mart: metric.mart,
        aggregation: metric.aggregation,
        column: metric.column,
        ...(metric.filter
          ? {
              filter_dimension: metric.filter.dimension,
              filter_operator: metric.filter.operator,
              filter_value: String(metric.filter.value),
            }
          : {}),
      };
    case 'ratio':
      return { ...named, inputs: [], numerator: metric.numerator, denominator: metric.denominator };
    case 'derived':
      return {
        ...named,
        expression: metric.expression,
        inputs: metric.inputs.map(({ metric: input, alias = '', offset = '' }) => ({ metric: input, alias, offset })),
      };
    case 'cumulative':
      return { ...named, inputs: [], accumulates: metric.metric, window: metric.window ?? '' };
    case 'conversion': {
      const { base, converted, entity, calculation, window = '' } = metric;
      return { ...named, inputs: [], base, converted, entity, calculation, window };
    }
  }
}
