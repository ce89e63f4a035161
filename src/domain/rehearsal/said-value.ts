import type { MetricAnswer } from './report.ts';

/** A cell of an answer as it is said and shown: `1,204`, `12.3%`, `4,200 EUR`, a month, a day, the name of a group. */
export function saidCell({ columns, metrics, currency }: MetricAnswer, column: number, value: string): string {
  const name = columns[column] ?? '';
  const metric = metrics.find((one) => one.column === name);
  if (metric && isNumber(value)) return saidNumber(Number(value), metric.format, currency);
  // Answers of before metrics said how they are read have numbers in any column.
  return metrics.length === 0 && isNumber(value) ? saidNumber(Number(value), 'number', '') : saidGroup(name, value);
}

/** Whether a metric's value is a number; it is an empty text where there was nothing to compute it from. */
export function isNumber(value: string | undefined): value is string {
  return value !== undefined && value !== '' && Number.isFinite(Number(value));
}

/** A month is said as such, every other midnight as its day. */
function saidGroup(column: string, value: string): string {
  const day = value.replace(/^(\d{4}-\d{2}-\d{2})[ T]00:00:00(\.0+)?$/, '$1');
  return column.endsWith('__month') && /^\d{4}-\d{2}-01$/.test(day) ? day.slice(0, 7) : day;
}

function saidNumber(value: number, format: MetricAnswer['metrics'][number]['format'], currency: string): string {
  const short = (digits: number, number = value) => number.toLocaleString('en', { maximumFractionDigits: digits });
  if (format === 'percent') return `${short(1, value * 100)}%`;
  return format === 'currency' ? `${short(2)} ${currency}`.trim() : short(4);
}
