import { type DataVolume, rowsPerSource } from '../../brief/brief.ts';
import { sourceId } from '../../naming/names.ts';
import type { Row } from '../../scenario/cell.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { allBatches, batchId } from '../batch.ts';
import type { Delivery, RowsPiece } from '../piece.ts';
import { day, daysBetween, hour, moveRow, toInstant, toTimestamp } from './calendar.ts';
import { DataRuleError } from './data-rule-error.ts';
import { deliver, isEmpty } from './deliver.ts';
import { generateRows, type WrittenSource } from './generate-rows.ts';
import type { NamedRow } from './row-in-the-making.ts';

/** Rows by source id (`system.table`), each row in the order of the source's columns. */
export type RawData = ReadonlyMap<string, readonly Row[]>;

/** Raw data of a demo: day one in full, and of every other batch the sources that differ from day one. */
export interface MaterialisedData {
  readonly dayOne: RawData;
  readonly batches: ReadonlyMap<string, RawData>;
}

export interface MaterialiseInput {
  readonly scenario: Scenario;
  readonly rows: readonly RowsPiece[];
  readonly dataVolume: DataVolume;
  /** The last day of the data, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Seeds what is made by rule. */
  readonly shortId: string;
}

function named(row: Row, columns: readonly { readonly name: string }[]): NamedRow {
  return new Map(columns.map(({ name }, index) => [name, row[index] ?? null]));
}

function writtenSources({ scenario, rows, asOf }: MaterialiseInput): WrittenSource[] {
  return scenario.sources.map((source) => {
    const id = sourceId(source);
    const piece = rows.find((candidate) => candidate.source === id);
    if (!piece) throw new DataRuleError(id, 'its rows are missing.');
    const types = source.columns.map(({ type }) => type);
    const days = daysBetween(piece.as_of, asOf);
    const wrong = piece.day_one.findIndex((row) => row.length !== types.length);
    if (wrong >= 0) throw new DataRuleError(id, `row ${wrong + 1} has not ${types.length} cells.`);
    return { id, source, piece, rows: piece.day_one.map((row) => named(moveRow(row, types, days), source.columns)) };
  });
}

/**
 * Turns rows as they were written into the raw data of every batch: dates moved to the build's own day, the ten
 * written rows first, further rows by rule where the volume asks for them, then the next day's delivery and each
 * incident on top of each good day. Pure: the same input gives the same rows.
 *
 * @throws DataRuleError when rows or rules do not fit their source
 */
export function materialise(input: MaterialiseInput): MaterialisedData {
  const { scenario, asOf } = input;
  const sources = writtenSources(input);
  const wanted = rowsPerSource[input.dataVolume] - rowsPerSource.ten;
  const generated = wanted > 0 ? generateRows(sources, { wanted, asOf, seed: input.shortId }) : undefined;

  const dayOne = new Map(
    sources.map(({ id, source, rows }) => [
      id,
      [...rows, ...(generated?.get(id) ?? [])].map((row) => source.columns.map(({ name }) => row.get(name) ?? null)),
    ]),
  );

  const loadedAt = toTimestamp(toInstant(asOf) + day + 6 * hour);
  const landed = (before: RawData, deliveryOf: (piece: RowsPiece) => Delivery | undefined): RawData =>
    new Map(
      sources.flatMap(({ id, source, piece }) => {
        const delivery = deliveryOf(piece);
        if (!delivery || isEmpty(delivery)) return [];
        const rows = before.get(id) ?? dayOne.get(id) ?? [];
        return [[id, deliver(rows, delivery, source, { days: daysBetween(piece.as_of, asOf), loadedAt })] as const];
      }),
    );

  const nextDay = landed(new Map(), (piece) => piece.next_day);
  const batches = new Map<string, RawData>();
  for (const batch of allBatches(scenario.incidents.map(({ id }) => id))) {
    if (batch.kind === 'good') {
      if (batch.day === 'next-day') batches.set(batchId(batch), nextDay);
      continue;
    }
    const before: RawData = batch.on === 'next-day' ? nextDay : new Map();
    const struck = landed(before, (piece) => piece.incidents[batch.incident]);
    batches.set(batchId(batch), new Map([...before, ...struck]));
  }
  return { dayOne, batches };
}
