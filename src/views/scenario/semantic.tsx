import type { Metric, SemanticLayer } from '../../domain/scenario/semantic-layer.ts';
import type { Traced } from '../../domain/scenario/trace.ts';
import { Names } from '../parts/text.tsx';
import { Passage } from './passage.tsx';

/** Governed numbers and the questions that are asked of them. */
export function Semantic({
  layer,
  trace,
}: {
  readonly layer: SemanticLayer | undefined;
  readonly trace?: readonly Traced[] | undefined;
}) {
  if (!layer) return <p class="quiet">None.</p>;
  return (
    <div class="columns-two">
      <div>
        <h3>Metrics</h3>
        <ul>
          {layer.metrics.map((metric) => (
            <li>
              <strong>{metric.label}</strong> <code>{metric.name}</code> {metric.description}{' '}
              <span class="quiet">{formula(metric)}</span>
              <Passage trace={trace} kind="metric" name={metric.name} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>Saved queries</h3>
        <ul>
          {layer.saved_queries.map(({ question, metrics, group_by }) => (
            <li>
              <strong>{question}</strong>{' '}
              <span class="quiet">
                <Names names={metrics} /> by <Names names={group_by} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function formula(metric: Metric): string {
  switch (metric.type) {
    case 'simple':
      return `${metric.aggregation.replace('_', ' ')} of ${metric.mart}.${metric.column}`;
    case 'ratio':
      return `${metric.numerator} ÷ ${metric.denominator}`;
    case 'derived':
      return metric.expression;
    case 'cumulative':
      return `${metric.metric} ${metric.window ? `over ${metric.window}` : 'from the beginning'}`;
    case 'conversion':
      return `${metric.converted} ${metric.calculation === 'conversion_rate' ? '÷' : 'of'} ${metric.base}, by ${metric.entity}${metric.window ? ` within ${metric.window}` : ''}`;
  }
}
