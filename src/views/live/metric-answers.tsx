import type { MetricAnswer } from '../../domain/rehearsal/report.ts';
import { Scroll } from '../parts/scroll.tsx';
import { Bars } from './bars.tsx';
import { isNumber, readable } from './numbers.ts';

/** Answers of the saved queries: the question, the numbers, and bars where there is one number a row. */
export function MetricAnswers({ metrics }: { readonly metrics: readonly MetricAnswer[] }) {
  if (metrics.length === 0) return <p class="quiet">No metric is queried in this demo.</p>;
  return (
    <div class="columns-two">
      {metrics.map(({ query, question, columns, rows }) => (
        <figure id={`query-${query}`}>
          <figcaption>
            <strong>{question}</strong> <code>{query}</code>
          </figcaption>
          <Bars title={question} columns={columns} rows={rows} />
          <details open={rows.length <= 6}>
            <summary>Numbers</summary>
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
                      {row.map((value) => (
                        <td class={isNumber(value) ? 'number' : undefined}>{readable(value)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </details>
        </figure>
      ))}
    </div>
  );
}
