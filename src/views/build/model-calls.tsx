import type { ModelSpending, Price, Usage } from '../../domain/build/model-usage.ts';
import { Scroll } from '../parts/scroll.tsx';
import { count, formatPrice, spentInWords } from '../parts/spending.ts';
import { formatInstant } from '../parts/when.ts';

/** One call to a model, as the log lists it. */
export interface ModelCallLine {
  readonly callId: string;
  readonly at: string;
  readonly task: string;
  readonly subject?: string | undefined;
  readonly model: string;
  readonly usage: Usage;
  readonly price?: Price | undefined;
}

interface ModelCallsProps {
  readonly calls: readonly ModelCallLine[];
  readonly spent: ModelSpending;
  readonly timeZone: string;
}

/** What was asked of models for this build, and what it cost by list prices. */
export function ModelCalls({ calls, spent, timeZone }: ModelCallsProps) {
  return (
    <section class="card">
      <h2>Models</h2>
      <p>
        {spentInWords(spent)}. <span class="quiet">Prices are estimates by the vendors’ list prices.</span>
      </p>
      <Scroll label="Calls to models">
        <table>
          <thead>
            <tr>
              <th>When</th>
              <th>Task</th>
              <th>Model</th>
              <th class="number">Read</th>
              <th class="number">of it cached</th>
              <th class="number">Written</th>
              <th class="number">Price</th>
            </tr>
          </thead>
          <tbody>
            {calls.map(({ at, task, subject, model, usage, price }) => (
              <tr>
                <td>{formatInstant(at, timeZone)}</td>
                <td>
                  {task.replaceAll('-', ' ')}
                  {subject === undefined ? null : <code> {subject}</code>}
                </td>
                <td>{model}</td>
                <td class="number">{count(usage.inputTokens)}</td>
                <td class="number">{count(usage.cachedInputTokens)}</td>
                <td class="number">{count(usage.outputTokens)}</td>
                <td class="number">{price ? formatPrice(price).replace(/^about /, '') : 'unknown'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
