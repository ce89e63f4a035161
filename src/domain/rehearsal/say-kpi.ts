import type { Kpi, KpiComparison } from './board.ts';

type Format = Kpi['format'];

/** A KPI's value as it is read: `$12,345`, `$1.25M`, `12.3%`, `1,204`; a dash where there is none. */
export function sayKpi(value: number | null, format: Format, currency: string): string {
  if (value === null) return '–';
  if (format === 'percent') return `${plain(value * 100, 1)}%`;
  const money = format === 'currency' ? ({ style: 'currency', currency } as const) : {};
  if (Math.abs(value) >= 1_000_000)
    return value.toLocaleString('en', { ...money, notation: 'compact', maximumFractionDigits: 2 });
  if (format === 'number') return plain(value, Math.abs(value) < 100 ? 2 : 0);
  // Cents matter where amounts are small.
  const digits = Math.abs(value) < 1_000 ? 2 : 0;
  return value.toLocaleString('en', { ...money, minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** How a value moved against the year before, in words that do without colour. */
export interface SaidMove {
  readonly direction: 'up' | 'down' | 'same' | 'unknown';
  readonly words: string;
}

/** A share moves by points, everything else by a part of what it was, or by as much where it was nothing. */
export function sayMove(
  { value, prior, difference, percent }: KpiComparison,
  format: Format,
  currency: string,
): SaidMove {
  if (value === null) return { direction: 'unknown', words: 'no value' };
  if (prior === null) return { direction: 'unknown', words: 'none before' };
  const by = difference ?? value - prior;
  const direction = by === 0 ? 'same' : by > 0 ? 'up' : 'down';
  if (direction === 'same') return { direction, words: 'unchanged' };
  const size = Math.abs(by);
  if (format === 'percent') {
    const points = plain(size * 100, 1);
    return { direction, words: `${direction} ${points} ${points === '1' ? 'point' : 'points'}` };
  }
  if (percent === null) return { direction, words: `${direction} ${sayKpi(size, format, currency)}` };
  return { direction, words: `${direction} ${plain(Math.abs(percent) * 100, 1)}%` };
}

function plain(value: number, digits: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
