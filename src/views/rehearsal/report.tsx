import { repairsInWords } from '../../domain/build/rehearsal-summary.ts';
import { type BuildState, rehearsalOf } from '../../domain/build/state.ts';
import type { Check, RehearsalReport } from '../../domain/rehearsal/report.ts';
import type { WarehouseProof } from '../../domain/rehearsal/warehouse-proof.ts';
import { MetricAnswers } from '../live/metric-answers.tsx';
import { Badge } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { formatSeconds } from '../parts/when.ts';
import { NodeTable } from './node-table.tsx';
import { ProofLine, ProofView } from './proof.tsx';
import { Repairs, type ShownRepair } from './repairs.tsx';

interface ReportProps {
  readonly state: BuildState;
  readonly report: RehearsalReport | undefined;
}

interface WholeReportProps extends ReportProps {
  readonly proof?: WarehouseProof | undefined;
  readonly repairs?: readonly ShownRepair[];
}

/** In one line: whether it was rehearsed, on what, and how it went. */
export function RehearsalSummaryLine({ state, report }: ReportProps) {
  const rehearsal = rehearsalOf(state);
  if (!rehearsal) {
    const running = state.steps.some(({ name, status }) => name === 'rehearse' && status === 'running');
    return <p class="quiet">{running ? 'Being rehearsed just now.' : 'Not rehearsed yet.'}</p>;
  }
  const { passed, checks, failed, seconds, dbtVersion, repairs } = rehearsal;
  return (
    <p>
      <Badge tone={passed ? 'good' : 'bad'}>{passed ? 'rehearsed, green' : 'rehearsed, red'}</Badge>{' '}
      {passed ? `All ${checks} checks held` : `${failed} of ${checks} checks failed`} in {formatSeconds(seconds)}, on
      dbt {dbtVersion} with DuckDB{repairs ? `, ${repairsInWords(repairs)}` : ''}.
      {report?.network === 'audit-hook' ? (
        <span class="quiet">
          {' '}
          The sandbox’s network was closed by an audit hook, as namespaces are not allowed here.
        </span>
      ) : null}
    </p>
  );
}

/** Every check of the rehearsal with its numbers. */
export function RehearsalReportView({ state, report, proof, repairs = [] }: WholeReportProps) {
  return (
    <>
      <section class="card">
        <h2>Rehearsal</h2>
        <RehearsalSummaryLine state={state} report={report} />
        <ProofLine state={state} />
        {report?.checks.map((check) => (
          <CheckView check={check} />
        ))}
      </section>
      {proof ? <ProofView proof={proof} /> : null}
      <Repairs repairs={repairs} />
      {report ? (
        <>
          <RowCounts report={report} />
          <section class="card">
            <h2>Metric answers</h2>
            <MetricAnswers metrics={report.metrics} />
          </section>
        </>
      ) : null}
    </>
  );
}

function CheckView({ check }: { readonly check: Check }) {
  const { title, subject, passed, promised, seen, seconds, nodes, findings, log } = check;
  return (
    <details class="check" open={!passed}>
      <summary data-status={passed ? 'done' : 'failed'}>
        <span class="mark" role="img" aria-label={passed ? 'held' : 'failed'} /> {title}
        {subject ? (
          <>
            {' '}
            <code>{subject}</code>
          </>
        ) : null}{' '}
        <span class="time">{formatSeconds(seconds)}</span>
      </summary>
      <dl class="promise">
        <dt>Promised</dt>
        <dd>{promised}</dd>
        <dt>Seen</dt>
        <dd>{seen}</dd>
      </dl>
      {findings.map(({ path, line, message }) => (
        <p class="error">
          {path === null ? '' : `${path}${line === null ? '' : `:${line}`} `}
          {message}
        </p>
      ))}
      <NodeTable nodes={nodes} />
      {log ? (
        <details>
          <summary>End of the log</summary>
          <pre class="log">{log}</pre>
        </details>
      ) : null}
    </details>
  );
}

function RowCounts({ report: { rowCounts } }: { readonly report: RehearsalReport }) {
  if (rowCounts.length === 0) return null;
  return (
    <section class="card">
      <h2>Rows</h2>
      <Scroll label="Rows by relation">
        <table>
          <thead>
            <tr>
              <th>Relation</th>
              <th class="number">Day one</th>
              <th class="number">Next day</th>
              <th class="number">Moved</th>
            </tr>
          </thead>
          <tbody>
            {rowCounts.map(({ relation, dayOne, nextDay }) => (
              <tr>
                <td>
                  <code>{relation}</code>
                </td>
                <td class="number">{dayOne.toLocaleString('en')}</td>
                <td class="number">{nextDay?.toLocaleString('en') ?? '–'}</td>
                <td class="number">
                  {nextDay === null || nextDay === dayOne ? '' : `${nextDay > dayOne ? '+' : ''}${nextDay - dayOne}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
