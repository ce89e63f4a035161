import { isRedProof, proofInWords } from '../../domain/build/proof-summary.ts';
import { type BuildState, proofOf } from '../../domain/build/state.ts';
import { isProven, type WarehouseProof, warehouseLabels } from '../../domain/rehearsal/warehouse-proof.ts';
import { Badge } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { formatSeconds } from '../parts/when.ts';

/** In one line: whether the chosen warehouse's adapter took the project, and how that was found out. */
export function ProofLine({ state }: { readonly state: BuildState }) {
  const { warehouse } = state;
  if (!isProven(warehouse)) return null;
  const proof = proofOf(state);
  if (!proof) {
    const running = state.steps.some(({ name, status }) => name === 'prove-warehouse' && status === 'running');
    return (
      <p class="quiet">
        {running ? `Being proven for ${warehouseLabels[warehouse]}.` : `Not proven for ${warehouseLabels[warehouse]}.`}
      </p>
    );
  }
  const words = proofInWords(proof);
  if (!proof.proven) return <p class="quiet">{capital(words)}</p>;
  return (
    <p>
      <Badge tone={isRedProof(proof) ? 'bad' : 'good'}>{isRedProof(proof) ? 'proof, red' : 'proof, green'}</Badge>{' '}
      {capital(words)}, offline with dbt {proof.dbtVersion} and its adapter {proof.adapterVersion}, in{' '}
      {formatSeconds(proof.seconds)}.
    </p>
  );
}

const stageTitles: Record<WarehouseProof['stages'][number]['stage'], string> = {
  rules: 'Our rules for SQL that runs everywhere',
  parse: 'The adapter parses, and every deprecation is an error',
  'compile-first-run': 'Everything compiles as on the first run',
  'compile-later-run': 'Everything compiles as on a later run',
  functions: 'Every function is one that the warehouse has',
  'recorded-build': 'A whole build against a recording connection',
};

/** What was run for the chosen warehouse of this snapshot, stage by stage, and what was not. */
export function ProofView({ proof }: { readonly proof: WarehouseProof }) {
  const { warehouse, stages, findings, network } = proof;
  return (
    <section class="card">
      <h2>Proof for {warehouseLabels[warehouse]}</h2>
      <p class="quiet">
        Run with the warehouse’s real dbt adapter and without the warehouse: it shows that macros, materializations and
        SQL resolve there, not what the warehouse’s type checker or privileges say.
        {network === 'audit-hook'
          ? ' The network was closed by an audit hook, as namespaces are not allowed here.'
          : ''}
      </p>
      <Scroll label="Stages of the proof">
        <table>
          <thead>
            <tr>
              <th>What</th>
              <th>Result</th>
              <th>Seen</th>
              <th class="number">Time</th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stage, ran, passed, seen, seconds }) => (
              <tr>
                <td>{stageTitles[stage]}</td>
                <td>{ran ? (passed ? 'held' : 'failed') : 'not run'}</td>
                <td>{seen}</td>
                <td class="number">{ran ? formatSeconds(seconds) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {findings.map(({ path, line, message, change }) => (
        <p class="error">
          {change === null ? '' : `Pull request ${change}: `}
          {path === null ? '' : `${path}${line === null ? '' : `:${line}`} `}
          {message}
        </p>
      ))}
    </section>
  );
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
