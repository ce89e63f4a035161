import { sourceId } from '../../naming/names.ts';
import { type BitingCase, bitesOf, eventColumn, partColumns } from '../../scenario/biting-cases.ts';
import type { Cell, Row } from '../../scenario/cell.ts';
import type { Problem } from '../../scenario/check/problem.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Source } from '../../scenario/source.ts';
import { day, toDate, toInstant } from '../data/calendar.ts';
import { hasKey } from '../data/has-key.ts';
import type { RowKey, RowsPiece } from '../piece.ts';

/** Which of the cases that an incremental mart can get wrong a source's next day should bring and does not. */
export function checkBitingCases(scenario: Scenario, piece: RowsPiece): Problem[] {
  return lackingCases(scenario, piece).map((bites) => ({
    path: `rows.${piece.source}.next_day`,
    message: `${piece.source}: its next day lacks ${inWords(bites, scenario, piece.as_of)}.`,
  }));
}

/** The cases that a source's next day lacks. */
export function lackingCases(scenario: Scenario, piece: RowsPiece): BitingCase[] {
  const source = scenario.sources.find((one) => sourceId(one) === piece.source);
  if (!source || piece.day_one.length === 0) return [];
  return bitesOf(scenario)
    .filter((bite) => bite.source === piece.source)
    .map(({ bites }) => bites)
    .filter((bites) => !brings(bites, piece, source, scenario));
}

/** The first load time that a run after day one looks at again, whenever on the last day the newest row was loaded. */
export function looksBackTo(scenario: Scenario, asOf: string): string {
  const days = scenario.marts.find(({ incremental }) => incremental)?.incremental?.lookback_days ?? 0;
  return `${toDate(toInstant(asOf) - (days - 1) * day)} 00:00:00`;
}

/** A case as a sentence's end, with the dates that it is about: for prompts and for people. */
export function inWords(bites: BitingCase, scenario: Scenario, asOf: string): string {
  const next = toDate(toInstant(asOf) + day);
  const since = looksBackTo(scenario, asOf);
  const before = `${toDate(toInstant(since) - day)} 00:00:00`;
  switch (bites) {
    case 'same-day':
      return `a row that happened on ${asOf}, the day of the newest one, and is loaded on ${next}`;
    case 'late':
      return `a late row: its load time is before the newest one of day one, and not before ${since}`;
    case 'late-part':
      return `a late part: a row loaded on ${next} that belongs to something whose rows here were all loaded before ${before}`;
    case 'changed':
      return `a changed row: an amend of a row of day one that sets more than the load time`;
    case 'delivered-again':
      return `a delivery that comes again: an amend of a row of day one that sets the load time alone`;
  }
}

function brings(bites: BitingCase, piece: RowsPiece, source: Source, scenario: Scenario): boolean {
  const { day_one, next_day, as_of } = piece;
  const at = (name: string | undefined) => source.columns.findIndex((column) => column.name === name);
  const loadedOf = (row: Row) => String(row[at(source.loaded_at)] ?? '');
  const newest = day_one.map(loadedOf).toSorted().at(-1) ?? '';
  const next = toDate(toInstant(as_of) + day);
  switch (bites) {
    case 'same-day': {
      const happened = (row: Row) => String(row[at(eventColumn(source)?.name)] ?? '').slice(0, 10);
      return next_day.append.some((row) => happened(row) === as_of && loadedOf(row) >= next);
    }
    case 'late': {
      const since = looksBackTo(scenario, as_of);
      return next_day.append.some((row) => loadedOf(row) < newest && loadedOf(row) >= since);
    }
    case 'late-part': {
      const columns = partColumns(source, scenario).map(({ name }) => at(name));
      const whole = (row: Row) => JSON.stringify(columns.map((index) => row[index]));
      const before = toDate(toInstant(looksBackTo(scenario, as_of)) - day);
      return next_day.append.some((row) => {
        const others = day_one.filter((other) => whole(other) === whole(row));
        return loadedOf(row) >= next && others.length > 0 && others.every((other) => loadedOf(other) < before);
      });
    }
    case 'changed':
      return next_day.amend.some(({ key, set }) => changes(key, set, piece, source));
    case 'delivered-again':
      return next_day.amend.some(({ key, set }) => !changes(key, set, piece, source));
  }
}

/** Whether an amendment changes more than the load time of the row as it was delivered last. */
function changes(key: RowKey, set: Readonly<Record<string, Cell>>, { day_one }: RowsPiece, source: Source): boolean {
  const last = day_one.findLast((row) => hasKey(row, key, source));
  return Object.entries(set).some(
    ([name, value]) =>
      name !== source.loaded_at && last?.[source.columns.findIndex((column) => column.name === name)] !== value,
  );
}
