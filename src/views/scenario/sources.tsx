import { sourceId } from '../../domain/naming/names.ts';
import type { Source } from '../../domain/scenario/source.ts';
import type { Traced } from '../../domain/scenario/trace.ts';
import { Badge } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { EntityGraph } from './entity-graph.tsx';
import { Origin, Passage } from './passage.tsx';

/** The sources: how their entities hang together, then each with its columns. */
export function Sources({
  sources,
  trace,
}: {
  readonly sources: readonly Source[];
  readonly trace?: readonly Traced[] | undefined;
}) {
  return (
    <>
      <EntityGraph sources={sources} />
      {sources.map((source) => (
        <details class="item">
          <summary>
            <code>
              {source.system}.{source.table}
            </code>{' '}
            {source.description} <Origin trace={trace} kind="source" name={sourceId(source)} />
          </summary>
          <Passage trace={trace} kind="source" name={sourceId(source)} />
          <p>
            <span class="label">Staging</span> {source.staging_purpose}
          </p>
          <p class="quiet">
            One row is one {source.entity}; loaded at <code>{source.loaded_at}</code>
            {source.delivers_versions ? '; delivered again when it changes, staging keeps the last' : ''}.
          </p>
          <Columns source={source} />
        </details>
      ))}
    </>
  );
}

function Columns({ source }: { readonly source: Source }) {
  return (
    <Scroll label={`Columns of ${source.table}`}>
      <table>
        <thead>
          <tr>
            <th>Column</th>
            <th>Type</th>
            <th>Key</th>
            <th>Meaning</th>
          </tr>
        </thead>
        <tbody>
          {source.columns.map(({ name, staged_as, type, primary_key, references, description, accepted_values }) => (
            <tr>
              <td>
                <code>{name}</code>
                {staged_as ? (
                  <span class="quiet">
                    {' '}
                    → <code>{staged_as}</code>
                  </span>
                ) : null}
              </td>
              <td>{type}</td>
              <td>
                {primary_key ? <Badge tone="quiet">primary</Badge> : null}
                {references ? (
                  <span>
                    → <code>{`${references.source}.${references.column}`}</code>
                  </span>
                ) : null}
              </td>
              <td>
                {description}
                {accepted_values ? <span class="quiet"> One of {accepted_values.join(', ')}.</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
