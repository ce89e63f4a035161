import { isNumber, readable } from './numbers.ts';

interface BarsProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const width = 420;
const rowHeight = 22;
const labelWidth = 150;
const mostBars = 14;

/** Bars of the first column of numbers, labelled by the columns before it. Nothing, where there is no such column. */
export function Bars({ title, columns, rows }: BarsProps) {
  const at = columns.findIndex((_, index) => rows.every((row) => isNumber(row[index])));
  if (at < 1 || rows.length < 2) return null;
  const bars = rows
    .slice(-mostBars)
    .map((row) => ({ label: row.slice(0, at).map(readable).join(' · '), value: Number(row[at]) }));
  const most = Math.max(...bars.map(({ value }) => value), 0);
  if (most === 0) return null;
  const room = width - labelWidth - 70;
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${bars.length * rowHeight}`}
      role="img"
      aria-label={`${title}: bars of ${columns[at]}`}
    >
      {bars.map(({ label, value }, index) => (
        <g>
          <text x={labelWidth - 8} y={index * rowHeight + 15} text-anchor="end">
            {label.length > 22 ? `${label.slice(0, 21)}…` : label}
          </text>
          <rect
            x={labelWidth}
            y={index * rowHeight + 4}
            width={Math.max(1, (Math.max(0, value) / most) * room).toFixed(1)}
            height={rowHeight - 8}
            rx="3"
          />
          <text class="value" x={labelWidth + (Math.max(0, value) / most) * room + 6} y={index * rowHeight + 15}>
            {readable(String(value))}
          </text>
        </g>
      ))}
    </svg>
  );
}
