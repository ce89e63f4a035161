import type { NodeResult } from '../../domain/rehearsal/report.ts';
import { Scroll } from '../parts/scroll.tsx';
import { formatSeconds } from '../parts/when.ts';

const notable = new Set(['fail', 'error', 'runtime error', 'warn', 'skipped']);

/** The nodes of a dbt run: what did not simply work first, the rest folded away. */
export function NodeTable({ nodes }: { readonly nodes: readonly NodeResult[] }) {
  const first = nodes.filter(({ status }) => notable.has(status));
  const rest = nodes.filter(({ status }) => !notable.has(status));
  return (
    <>
      {first.length > 0 ? <Rows nodes={first} /> : null}
      {rest.length > 0 ? (
        <details>
          <summary>
            {rest.length} {first.length > 0 ? 'others' : 'nodes'} green
          </summary>
          <Rows nodes={rest} />
        </details>
      ) : null}
    </>
  );
}

function Rows({ nodes }: { readonly nodes: readonly NodeResult[] }) {
  return (
    <Scroll label="Nodes">
      <table class="nodes">
        <thead>
          <tr>
            <th>Node</th>
            <th>Type</th>
            <th>Result</th>
            <th class="number">Rows</th>
            <th class="number">Time</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ name, type, status, failures, message, seconds }) => (
            <tr data-status={status}>
              <td>
                <code>{name}</code>
                {notable.has(status) && message ? <p class="message">{message}</p> : null}
              </td>
              <td>{type}</td>
              <td>{status}</td>
              <td class="number">{failures ?? ''}</td>
              <td class="number">{formatSeconds(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
