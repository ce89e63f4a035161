import type { Kpi, KpiComparison } from './board.ts';

type Format = Kpi['format'];

/** A KPI's value as it is read: `$12,345`, `12.3%`, `1,204`; a dash where there is none. */
export function sayKpi(value: number | null, format: Format, currency: string): string {
  if (value === null) return '–';
  if (format === 'percent') return `${plain(value * 100, 1)}%`;
  if (format === 'number') return plain(value, Math.abs(value) < 100 ? 2 : 0);
  // Cents matter where amounts are small.
  const digits = Math.abs(value) < 1_000 ? 2 : 0;
  return value.toLocaleString('en', {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
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
  if (value === null || prior === null) return { direction: 'unknown', words: 'no year before' };
  const by = difference ?? value - prior;
  const direction = by === 0 ? 'same' : by > 0 ? 'up' : 'down';
  if (direction === 'same') return { direction, words: 'as the year before' };
  const size = Math.abs(by);
  if (format === 'percent') return { direction, words: `${direction} ${plain(size * 100, 1)} points` };
  if (percent === null) return { direction, words: `${direction} ${sayKpi(size, format, currency)}` };
  return { direction, words: `${direction} ${plain(Math.abs(percent) * 100, 1)}%` };
}

function plain(value: number, digits: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
