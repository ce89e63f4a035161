import { Graph, layout } from '@dagrejs/dagre';
import { Scroll } from './scroll.tsx';

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  /** A second, smaller line. */
  readonly detail?: string;
  /** Names the node's look. */
  readonly kind: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

interface LayeredGraphProps {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const letterWidth = 7.2;
const padding = 14;

/** A drawing of what hangs on what, from left to right. Plain SVG: shapes carry classes, nothing is styled inline. */
export function LayeredGraph({ title, nodes, edges }: LayeredGraphProps) {
  if (nodes.length === 0) return null;
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 40, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, label, detail = '' } of nodes) {
    const letters = Math.max(label.length, detail.length * 0.85);
    graph.setNode(id, { width: letters * letterWidth + 2 * padding, height: detail === '' ? 34 : 48 });
  }
  const known = new Set(nodes.map(({ id }) => id));
  for (const { from, to } of edges) if (known.has(from) && known.has(to)) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return (
    <Scroll label={title}>
      <svg
        class="graph"
        viewBox={`0 0 ${round(width)} ${round(height)}`}
        width={round(width)}
        height={round(height)}
        role="img"
        aria-label={title}
      >
        <title>{title}</title>
        {edges.map(({ from, to, label }) => {
          const points: readonly { x: number; y: number }[] = graph.edge(from, to)?.points ?? [];
          return points.length === 0 ? null : (
            <path class="edge" d={curve(points)}>
              <title>{label ?? `${from} → ${to}`}</title>
            </path>
          );
        })}
        {nodes.map(({ id, label, detail, kind }) => {
          const { x, y, width: w, height: h } = graph.node(id);
          return (
            <g class="node" data-kind={kind}>
              <title>{detail ? `${label}: ${detail}` : label}</title>
              <rect x={round(x - w / 2)} y={round(y - h / 2)} width={round(w)} height={round(h)} rx="7" />
              <text x={round(x)} y={round(detail ? y - 4 : y + 4)} text-anchor="middle">
                {label}
              </text>
              {detail ? (
                <text class="detail" x={round(x)} y={round(y + 13)} text-anchor="middle">
                  {detail}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
    </Scroll>
  );
}

/** A smooth line through the points. */
function curve(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${round(first.x)} ${round(first.y)}`];
  let before = first;
  for (const point of rest) {
    const middle = (before.x + point.x) / 2;
    parts.push(
      `C${round(middle)} ${round(before.y)} ${round(middle)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`,
    );
    before = point;
  }
  return parts.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
