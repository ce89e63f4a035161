import type { MetricAnswer } from '../../domain/rehearsal/report.ts';
import { isNumber, saidCell } from '../../domain/rehearsal/said-value.ts';
import { shownRows } from '../../domain/rehearsal/shown-rows.ts';
import { Scroll } from '../parts/scroll.tsx';
import { Bars } from './bars.tsx';

const mostRows = 500;

/** Answers of the saved queries: the question, bars of the number that answers it, and all numbers as they are said. */
export function MetricAnswers({ metrics }: { readonly metrics: readonly MetricAnswer[] }) {
  if (metrics.length === 0) return <p class="quiet">No metric is queried in this demo.</p>;
  return (
    <div class="columns-two">
      {metrics.map((answer) => (
        <figure id={`query-${answer.query}`}>
          <figcaption>
            <strong>{answer.question}</strong> <code>{answer.query}</code>
          </figcaption>
          <Bars answer={answer} />
          <Numbers answer={answer} />
        </figure>
      ))}
    </div>
  );
}

function Numbers({ answer }: { readonly answer: MetricAnswer }) {
  const { question, columns, metrics, limit = mostRows } = answer;
  const { rows, part } = shownRows(answer, limit);
  const isMetric = (column: string) => metrics.length === 0 || metrics.some((one) => one.column === column);
  return (
    <details open={rows.length <= 6}>
      <summary>Numbers{part === undefined ? '' : `: ${part}`}</summary>
      <Scroll label={question}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {row.map((value, index) => (
                  <td class={isNumber(value) && isMetric(columns[index] ?? '') ? 'number' : undefined}>
                    {saidCell(answer, index, value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
