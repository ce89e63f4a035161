import type { Source } from '../../domain/scenario/source.ts';
import { LayeredGraph } from '../parts/layered-graph.tsx';

/** Entities and the keys between them. */
export function EntityGraph({ sources }: { readonly sources: readonly Source[] }) {
  const nodes = sources.map(({ system, table, columns }) => ({
    id: `${system}.${table}`,
    label: `${system}.${table}`,
    detail: `${columns.find((column) => column.primary_key)?.name ?? 'no key'} · ${columns.length} columns`,
    kind: 'source',
  }));
  const edges = sources.flatMap(({ system, table, columns }) =>
    columns.flatMap(({ name, references }) =>
      references
        ? [
            {
              from: references.source,
              to: `${system}.${table}`,
              label: `${system}.${table}.${name} → ${references.source}.${references.column}`,
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
