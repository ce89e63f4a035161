import type { RunResults } from '../../domain/rehearsal/run-results.ts';
import { formatSeconds } from '../parts/when.ts';
import { NodeTable } from '../rehearsal/node-table.tsx';

/** What one run left behind: its commands, whether it kept its promise, its nodes, the end of its log. */
export function RunResultsView({ results }: { readonly results: RunResults }) {
  return (
    <div class="run-results">
      <ul class="commands">
        {results.commands.map(({ title, succeeded, seconds, leftOut = false }) => (
          <li data-status={leftOut ? 'skipped' : succeeded ? 'done' : 'failed'}>
            <span class="mark" role="img" aria-label={leftOut ? 'left out' : succeeded ? 'done' : 'failed'} />
            <code>{title}</code> <span class="time">{leftOut ? 'left out' : formatSeconds(seconds)}</span>
          </li>
        ))}
      </ul>
      <dl class="promise">
        <dt>Promised</dt>
        <dd>{results.promised}</dd>
        <dt>Seen</dt>
        <dd>{results.seen}</dd>
      </dl>
      <NodeTable nodes={results.nodes} />
      {results.log ? (
        <details>
          <summary>End of the log</summary>
          <pre class="log">{results.log}</pre>
        </details>
      ) : null}
    </div>
  );
}
