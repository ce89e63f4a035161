import type { MetricAnswer } from '../../domain/rehearsal/report.ts';
import { isNumber, saidCell } from '../../domain/rehearsal/said-value.ts';
import { shownRows } from '../../domain/rehearsal/shown-rows.ts';

const width = 420;
const rowHeight = 22;
const labelWidth = 150;
const valueWidth = 110;
const mostBars = 14;

/** Bars of the metric that answers the question, labelled by its groups. Nothing, where it has no numbers. */
export function Bars({ answer }: { readonly answer: MetricAnswer }) {
  const { question, columns, metrics } = answer;
  const at = drawnColumn(answer);
  if (at < 1 || answer.rows.length < 2) return null;
  const groups = columns.flatMap((column, index) =>
    index >= at || metrics.some((one) => one.column === column) ? [] : [index],
  );
  const { rows, part } = shownRows(answer, mostBars);
  const bars = rows.map((row) => ({
    label: groups.map((index) => saidCell(answer, index, row[index] ?? '')).join(' · '),
    value: Number(row[at]),
    said: isNumber(row[at]) ? saidCell(answer, at, row[at]) : '–',
  }));
  const most = Math.max(...bars.map(({ value }) => value), 0);
  if (most === 0) return null;
  const room = width - labelWidth - valueWidth;
  const label = metrics.find(({ column }) => column === columns[at])?.label ?? columns[at];
  return (
    <>
      <svg
        class="bars"
        viewBox={`0 0 ${width} ${bars.length * rowHeight}`}
        role="img"
        aria-label={`${question}: bars of ${columns[at]}`}
      >
        {bars.map((bar, index) => (
          <g>
            <text x={labelWidth - 8} y={index * rowHeight + 15} text-anchor="end">
              {bar.label.length > 22 ? `${bar.label.slice(0, 21)}…` : bar.label}
            </text>
            <rect
              x={labelWidth}
              y={index * rowHeight + 4}
              width={Math.max(1, (Math.max(0, bar.value) / most) * room).toFixed(1)}
              height={rowHeight - 8}
              rx="3"
            />
            <text class="value" x={labelWidth + (Math.max(0, bar.value) / most) * room + 6} y={index * rowHeight + 15}>
              {bar.said}
            </text>
          </g>
        ))}
      </svg>
      <p class="quiet small">
        {label}
        {part === undefined ? '' : `: ${part}`}
      </p>
    </>
  );
}

/** The metric that is drawn; in answers that do not say, the first column of numbers after the groups. */
function drawnColumn({ columns, rows, draws }: MetricAnswer): number {
  const drawn = columns.indexOf(draws);
  return drawn >= 0 ? drawn : columns.findIndex((_, index) => rows.every((row) => isNumber(row[index])));
}
