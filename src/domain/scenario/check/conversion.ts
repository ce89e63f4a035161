import type { Scenario } from '../scenario.ts';
import type { Metric } from '../semantic-layer.ts';

type Conversion = Extract<Metric, { type: 'conversion' }>;

/**
 * A conversion counts who did, of those who might. MetricFlow takes for both only counts of distinct rows, joins them
 * by a key that is an entity of both marts, and cannot filter who did.
 */
export function checkConversion({ name, base, converted, entity }: Conversion, scenario: Scenario): string[] {
  if (base === converted) return [`${name} counts ${base} among themselves: name who might and who did.`];
  const known = scenario.semantic_layer?.metrics ?? [];
  const messages = [base, converted].flatMap((input) => {
    const metric = known.find((candidate) => candidate.name === input);
    if (metric?.type !== 'simple' || metric.aggregation !== 'count_distinct') {
      return [`${name} needs ${input} as a metric that counts distinct values of a column.`];
    }
    const mart = scenario.marts.find((candidate) => candidate.name === metric.mart);
    const joins = mart?.columns.some(({ semantic }) => semantic?.kind === 'entity' && semantic.entity === entity);
    return [
      ...(joins
        ? []
        : [`${name} follows ${entity} from one table to the other, which is no entity of ${metric.mart}.`]),
      ...(input === converted && metric.filter
        ? [`${name} cannot count ${input}, which filters its rows: give those rows a mart or a column of their own.`]
        : []),
    ];
  });
  return [...new Set(messages)];
}
