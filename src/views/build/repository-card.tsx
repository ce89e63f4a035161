import type { RepositoryState } from '../../domain/build/state.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import { Copy } from '../parts/copy.tsx';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { Names } from '../parts/text.tsx';

interface RepositoryCardProps {
  readonly repository: RepositoryState;
  readonly statistics: Snapshot['statistics'] | undefined;
}

/** The published repository and what it holds. */
export function RepositoryCard({ repository, statistics }: RepositoryCardProps) {
  const { name, cloneUrl, commit, branches, webUrl } = repository;
  return (
    <section class="card">
      <h2>Repository</h2>
      <dl>
        <dt>Name</dt>
        <dd>{webUrl === undefined ? name : <Elsewhere url={webUrl}>{name}</Elsewhere>}</dd>
        <dt>Clone</dt>
        <dd>
          <Copy text={`git clone ${quoted(cloneUrl)}`} />
        </dd>
        <dt>Commit</dt>
        <dd>
          <code>{commit.slice(0, 12)}</code>
        </dd>
        <dt>Branches</dt>
        <dd>
          <Names names={branches} />
        </dd>
      </dl>
      {statistics ? <Statistics statistics={statistics} /> : null}
      <p class="hint">
        In a clone, <code>dbt seed</code> and <code>dbt build</code> work at once, on a DuckDB file of its own.
      </p>
    </section>
  );
}

/** How much a project holds, in figures. */
export function Statistics({ statistics }: { readonly statistics: Snapshot['statistics'] }) {
  const figures = [
    [statistics.models, 'models'],
    [statistics.tests, 'tests'],
    [statistics.unitTests, 'unit tests'],
    [statistics.seeds, 'seeds'],
    [statistics.rows, 'rows'],
    [statistics.metrics, 'metrics'],
    [statistics.files, 'files'],
  ] as const;
  return (
    <ul class="figures">
      {figures.map(([value, label]) => (
        <li>
          <strong>{value.toLocaleString('en')}</strong> {label}
        </li>
      ))}
    </ul>
  );
}

function quoted(url: string): string {
  return /^[\w:/.@+-]+$/.test(url) ? url : `'${url.replaceAll("'", "'\\''")}'`;
}
