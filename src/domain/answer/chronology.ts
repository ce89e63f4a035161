import type { ValueRule } from '../project/fuller-rule.ts';
import type { Row } from '../project/piece.ts';
import type { Source } from '../scenario/source.ts';
import type { FullerAnswer } from './rows.ts';

const hourMs = 3_600_000;

/** In which order the dates of a source's rows come, and how far apart. */
export interface Chronology {
  /** How a date of further rows is made; `byRow` joins one rule for each written row into one. */
  ruleOf(column: string, answer: FullerAnswer, byRow: (rules: readonly ValueRule[]) => ValueRule): ValueRule;
}

/**
 * The date that others follow is the one that every row has and that comes first; the load time is never it.
 *
 * @param notBefore a working value that it never comes before
 */
export function chronologyOf(
  { columns, loaded_at }: Source,
  rows: readonly Row[],
  notBefore: string | undefined,
): Chronology {
  const dates = columns.flatMap(({ name, type }, index) =>
    type === 'date' || type === 'timestamp' ? [{ name, type, at: rows.map((row) => instantOf(row[index])) }] : [],
  );
  const load = dates.find(({ name }) => name === loaded_at);
  const candidates = dates.filter(({ name, at }) => name !== loaded_at && at.every((one) => one !== null));
  const before = (one: (number | null)[], other: (number | null)[]) =>
    one.every((instant, row) => (instant ?? 0) <= (other[row] ?? Number.POSITIVE_INFINITY));
  const first = candidates.find(({ at }) => candidates.every((other) => before(at, other.at))) ?? candidates[0] ?? load;

  const hoursAfter = (at: readonly (number | null)[]) =>
    at.flatMap((instant, row) => {
      const start = first?.at[row];
      return instant === null || start === null || start === undefined ? [] : [(instant - start) / hourMs];
    });

  return {
    ruleOf(column, { days_back, growth, season }, byRow) {
      const date = dates.find(({ name }) => name === column);
      if (!date || !first) return { kind: 'constant', value: null };
      if (date === first) {
        const kind = date.type === 'date' ? 'day' : 'moment';
        const earliest_days_ago = Math.min(1_500, Math.max(14, Math.round(days_back)));
        const skew = growth > 0 ? growth : 1;
        return byRow(
          rows.map((_, row) => {
            // What a row still waits for must fit before the last day, else its state would promise what is not there.
            const waits = Math.max(
              0,
              ...dates.filter(({ name }) => name !== loaded_at).map(({ at }) => lasts(at[row], first.at[row])),
            );
            const latest_days_ago = Math.min(Math.ceil(waits / 24), earliest_days_ago);
            return {
              kind,
              earliest_days_ago,
              latest_days_ago,
              skew,
              ...(inSeason(season) ? { season: [...season] } : {}),
              ...(notBefore === undefined ? {} : { not_before: notBefore }),
            };
          }),
        );
      }
      if (date === load) return byRow(rows.map((_, row) => loadRule(row)));
      const hours = hoursAfter(date.at).filter((one) => one >= 0);
      if (hours.length === 0) return { kind: 'constant', value: null };
      // What a row has it has: its other columns say so.
      const after: ValueRule = { kind: 'after', column: first.name, ...between(hours), clip: true };
      return byRow(date.at.map((instant) => (instant === null ? { kind: 'constant', value: null } : after)));
    },
  };

  /** Loaded soon after the last thing that happened to the row. */
  function loadRule(row: number): ValueRule {
    const happened = dates
      .filter((date) => date !== load && date.at[row] !== null)
      .sort((one, other) => (other.at[row] ?? 0) - (one.at[row] ?? 0));
    const last = happened[0];
    if (!last || !load) return { kind: 'moment', earliest_days_ago: 30, latest_days_ago: 0 };
    const hours = rows.flatMap((_, index) => {
      const times = dates.flatMap((date) => (date === load ? [] : (date.at[index] ?? [])));
      const loaded = load.at[index];
      return loaded === null || loaded === undefined || times.length === 0
        ? []
        : [(loaded - Math.max(...times)) / hourMs];
    });
    return { kind: 'after', column: last.name, ...between(hours.filter((one) => one >= 0)) };
  }
}

/** Twelve proportions that a rule can be made of, of which not all are the same. */
function inSeason(season: readonly number[]): boolean {
  return season.length === 12 && season.every((one) => one > 0) && new Set(season).size > 1;
}

function lasts(until: number | null | undefined, from: number | null | undefined): number {
  return until === null || until === undefined || from === null || from === undefined ? 0 : (until - from) / hourMs;
}

function between(hours: readonly number[]): { minimum_hours: number; maximum_hours: number } {
  if (hours.length === 0) return { minimum_hours: 0.2, maximum_hours: 2 };
  return { minimum_hours: Math.max(0, Math.min(...hours)), maximum_hours: Math.max(...hours) };
}

function instantOf(cell: Row[number] | undefined): number | null {
  if (typeof cell !== 'string') return null;
  const instant = Date.parse(`${cell.length === 10 ? `${cell} 00:00:00` : cell}`.replace(' ', 'T').concat('Z'));
  return Number.isNaN(instant) ? null : instant;
}
