import { sourceId } from '../../domain/naming/names.ts';
import type { Source } from '../../domain/scenario/source.ts';
import { keyColumns } from '../../domain/scenario/source-key.ts';
import { LayeredGraph } from '../parts/layered-graph.tsx';

/** Entities and the keys between them. */
export function EntityGraph({ sources }: { readonly sources: readonly Source[] }) {
  const nodes = sources.map((source) => ({
    id: sourceId(source),
    label: sourceId(source),
    detail: `${keyColumns(source)
      .map(({ name }) => name)
      .join(' + ')} · ${source.columns.length} columns`,
    kind: 'source',
  }));
  const edges = sources.flatMap((source) =>
    source.columns.flatMap(({ name, references }) =>
      references
        ? [
            {
              from: references.source,
              to: sourceId(source),
              label: `${sourceId(source)}.${name} → ${references.source}.${references.column}`,
            },
          ]
        : [],
    ),
  );
  return (
    <figure>
      <LayeredGraph title="Keys between the entities" nodes={nodes} edges={edges} />
      <figcaption class="quiet small">
        {edges.map(({ label }) => (
          <code class="key">{label}</code>
        ))}
      </figcaption>
    </figure>
  );
}
