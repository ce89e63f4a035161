import { lackingCases, looksBackTo } from '../project/check/biting-cases.ts';
import { day, moveCell, toDate, toInstant, toTimestamp } from '../project/data/calendar.ts';
import type { RowsPiece } from '../project/piece.ts';
import { type BitingCase, eventColumn } from '../scenario/biting-cases.ts';
import type { Cell, Row } from '../scenario/cell.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Source } from '../scenario/source.ts';
import { expectedKeys } from './expected-keys.ts';
import type { Mended } from './mending.ts';

/**
 * A next day with the cases that bite, as far as they follow by rule from the rows that are there: a delivery that
 * comes again, a row of the last day, a late load time. A part of something old, or a change as the business would
 * make it, has to be written.
 */
export function mendNextDay(
  piece: RowsPiece,
  source: Source,
  scenario: Scenario,
): { readonly piece: RowsPiece; readonly mended: readonly Mended[] } {
  const mended: Mended[] = [];
  let mending = piece;
  for (const bites of lackingCases(scenario, piece)) {
    const lacking = lackingCases(scenario, mending);
    // A row that is there for one case is not taken for another.
    const mend = rules[bites]?.(mending, source, scenario).find((candidate) =>
      lackingCases(scenario, candidate.piece).every((one) => one !== bites && lacking.includes(one)),
    );
    if (!mend) continue;
    mending = mend.piece;
    mended.push({ rule: mend.rule, where: piece.source, sentence: mend.sentence });
  }
  return { piece: mending, mended };
}

interface Candidate {
  readonly piece: RowsPiece;
  readonly rule: Mended['rule'];
  readonly sentence: string;
}

/** Each way in which the rows can be mended. */
type CaseRule = (piece: RowsPiece, source: Source, scenario: Scenario) => readonly Candidate[];

const rules: Partial<Record<BitingCase, CaseRule>> = {
  'delivered-again': deliveredAgain,
  'same-day': sameDay,
  late,
};

/** The first row that nothing else happens to comes a second time. */
function deliveredAgain(piece: RowsPiece, source: Source): Candidate[] {
  const at = source.columns.findIndex(({ primary_key }) => primary_key);
  const keys = piece.day_one.map((row) => row[at] ?? null);
  const key = keys.find((one) => one !== null && !piece.next_day.amend.some((amend) => amend.key === one));
  if (key === undefined || !source.delivers_versions) return [];
  const loaded = `${toDate(toInstant(piece.as_of) + day)} 05:40:00`;
  const amend = [...piece.next_day.amend, { key, set: { [source.loaded_at]: loaded } }];
  return [
    {
      piece: { ...piece, next_day: { ...piece.next_day, amend } },
      rule: 'delivered-again',
      sentence: `${key} is delivered a second time on the next day, unchanged.`,
    },
  ];
}

/** A row of the next day becomes one of the last day that is loaded in the night. */
function sameDay(piece: RowsPiece, source: Source, { sources }: Scenario): Candidate[] {
  const next = toDate(toInstant(piece.as_of) + day);
  const event = eventColumn(source);
  const at = source.columns.findIndex(({ name }) => name === event?.name);
  const fits = (row: Row) => String(row[at] ?? '').startsWith(next) && joinsDayOne(row, source, sources);
  return eachRow(piece, fits, (row) => ({
    row: row.map((cell, position): Cell => {
      const column = source.columns[position];
      const moves = column && column.name !== source.loaded_at && String(cell).startsWith(next);
      return moves ? moveCell(cell, column.type, -1) : cell;
    }),
    rule: 'same-day',
    sentence: `A row of ${next} happened on ${piece.as_of} instead, and is loaded in the night.`,
  }));
}

/** A row that happened before the newest load gets a load time before it as well. */
function late(piece: RowsPiece, source: Source, scenario: Scenario): Candidate[] {
  const at = source.columns.findIndex(({ name }) => name === source.loaded_at);
  const since = toInstant(looksBackTo(scenario, piece.as_of));
  const newest = Math.max(...piece.day_one.map((row) => toInstant(String(row[at] ?? ''))));
  const halfHour = 1_800_000;
  const loadOf = (row: Row) => {
    const happened = row.flatMap((cell, position) => {
      const type = source.columns[position]?.type;
      return position !== at && (type === 'date' || type === 'timestamp') && typeof cell === 'string'
        ? [toInstant(cell)]
        : [];
    });
    return Math.max(since, ...happened) + halfHour;
  };
  const fits = (row: Row) => loadOf(row) < newest && joinsDayOne(row, source, scenario.sources);
  return eachRow(piece, fits, (row) => ({
    row: row.with(at, toTimestamp(loadOf(row))),
    rule: 'late',
    sentence: `A row that arrives on the next day got a load time before the newest one of day one: it is late.`,
  }));
}

function eachRow(
  piece: RowsPiece,
  fits: (row: Row) => boolean,
  change: (row: Row) => { row: readonly Cell[]; rule: Mended['rule']; sentence: string },
): Candidate[] {
  const { next_day } = piece;
  return next_day.append.flatMap((before, index) => {
    if (!fits(before)) return [];
    const { row, rule, sentence } = change(before);
    const append = next_day.append.with(index, [...row]);
    return [{ piece: { ...piece, next_day: { ...next_day, append } }, rule, sentence }];
  });
}

/** Whether everything that a row refers to is there on day one already. */
function joinsDayOne(row: Row, { columns }: Source, sources: readonly Source[]): boolean {
  return columns.every(({ references }, index) => {
    const value = row[index] ?? null;
    return !references || value === null || expectedKeys(sources, references.source).slice(0, 10).includes(value);
  });
}
