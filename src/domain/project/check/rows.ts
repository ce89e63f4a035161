import { sourceId } from '../../naming/names.ts';
import type { Cell, Row } from '../../scenario/cell.ts';
import type { Problem } from '../../scenario/check/problem.ts';
import { fitsType } from '../../scenario/fits-type.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Source } from '../../scenario/source.ts';
import { keyPositions } from '../../scenario/source-key.ts';
import { DataRuleError } from '../data/data-rule-error.ts';
import { isEmpty } from '../data/deliver.ts';
import { materialise, type RawData } from '../data/materialise.ts';
import type { RowsPiece } from '../piece.ts';
import { checkBitingCases } from './biting-cases.ts';

/** The rows of one source: they fit it as they are landed, and every incident that strikes it is delivered. */
export function checkRowsPiece(scenario: Scenario, piece: RowsPiece): Problem[] {
  const path = `rows.${piece.source}`;
  const source = scenario.sources.find((candidate) => sourceId(candidate) === piece.source);
  if (!source) return [{ path, message: `There is no source ${piece.source}.` }];
  const cells = checkCells(source, piece);
  return [
    ...cells.map((message) => ({ path, message: `${piece.source}: ${message}` })),
    ...scenario.incidents.flatMap(({ id, title, source: struck }) => {
      const delivery = piece.incidents[id];
      return struck !== piece.source || (delivery && !isEmpty(delivery))
        ? []
        : [{ path, message: `${title}: ${struck} delivers nothing for ${id}.` }];
    }),
    ...checkBitingCases(scenario, piece),
    ...(cells.length === 0 ? checkDays(onlyOf(scenario, source), [piece]) : []),
  ];
}

/** A scenario of one source that joins nothing: what its rows must hold whatever the others are. */
function onlyOf(scenario: Scenario, source: Source): Scenario {
  const columns = source.columns.map(({ references: _, ...column }) => column);
  const incidents = scenario.incidents.filter(({ source: struck }) => struck === sourceId(source));
  return { ...scenario, sources: [{ ...source, columns }], incidents };
}

/**
 * The rows of all sources: something arrives on the next day, and keys are unique and join on both good days.
 *
 * @param sound whether each piece fits its source; else they cannot be laid out as they are landed
 */
export function checkRowsTogether(scenario: Scenario, pieces: readonly RowsPiece[], sound: boolean): Problem[] {
  const missing = scenario.sources.map(sourceId).filter((id) => !pieces.some(({ source }) => source === id));
  const problems = missing.map((id) => ({ path: `rows.${id}`, message: `${id} has no rows.` }));
  if (pieces.every(({ next_day }) => isEmpty(next_day)))
    problems.push({ path: 'rows', message: 'Nothing arrives on the next day.' });
  return problems.length > 0 || !sound ? problems : checkDays(scenario, pieces);
}

function checkCells(source: Source, piece: RowsPiece): string[] {
  const deliveries = [piece.next_day, ...Object.values(piece.incidents)];
  // An incident may deliver what is wrong; it must still fit the table.
  const strict = [...piece.day_one, ...piece.next_day.append];
  const loose = deliveries.slice(1).flatMap(({ append }) => append);
  const set = deliveries.flatMap((delivery) => delivery.amend.flatMap((amend) => Object.entries(amend.set)));
  const messages = [
    ...strict.flatMap((row) => checkRow(row, source, true)),
    ...loose.flatMap((row) => checkRow(row, source, false)),
    ...set.flatMap(([name, cell]) => {
      const column = source.columns.find((candidate) => candidate.name === name);
      if (!column) return [`a delivery sets ${name}, which is no column.`];
      return fitsType(cell, column.type) ? [] : [`${name} is ${column.type} and cannot be ${JSON.stringify(cell)}.`];
    }),
  ];
  return [...new Set(messages)];
}

function checkRow(row: Row, { columns }: Source, strict: boolean): string[] {
  if (row.length !== columns.length) return [`a row has ${row.length} cells, and the table ${columns.length} columns.`];
  return columns.flatMap(({ name, type, nullable }, index) => {
    const cell = row[index] ?? null;
    if (strict && cell === null && !nullable) return [`${name} is empty in a row, and is not nullable.`];
    return fitsType(cell, type) ? [] : [`${name} is ${type} and cannot be ${JSON.stringify(cell)}.`];
  });
}

/** Both good days as they are landed: what the tests on sources and staging will look at. */
function checkDays(scenario: Scenario, rows: readonly RowsPiece[]): Problem[] {
  const asOf = rows[0]?.as_of ?? '2026-01-01';
  try {
    const { dayOne, batches } = materialise({ scenario, rows, dataVolume: 'ten', asOf, shortId: 'check' });
    const nextDay = new Map([...dayOne, ...(batches.get('next-day') ?? [])]);
    return [...checkDay(scenario, dayOne, 'on day one'), ...checkDay(scenario, nextDay, 'on the next day')];
  } catch (error) {
    if (error instanceof DataRuleError) return [{ path: `rows.${error.source}`, message: error.message }];
    throw error;
  }
}

function checkDay(scenario: Scenario, data: RawData, when: string): Problem[] {
  return scenario.sources.flatMap((source) => {
    const id = sourceId(source);
    const rows = data.get(id) ?? [];
    const loadedAt = source.columns.findIndex(({ name }) => name === source.loaded_at);
    const places = [...keyPositions(source), ...(source.delivers_versions ? [loadedAt] : [])];
    const keys = rows.map((row) => JSON.stringify(places.map((place) => row[place])));
    const messages = new Set(keys.length === new Set(keys).size ? [] : [`has a key twice ${when}.`]);
    for (const [index, column] of source.columns.entries()) {
      const values = rows.flatMap((row) => row[index] ?? []);
      const accepted = column.accepted_values;
      const odd = accepted && values.find((value) => !accepted.includes(String(value)));
      if (odd !== undefined)
        messages.add(`has ${JSON.stringify(odd)} in ${column.name} ${when}, which is not accepted.`);
      const known = column.references && parentKeys(scenario, data, column.references);
      const orphan = known && values.find((value) => !known.has(value));
      if (orphan !== undefined)
        messages.add(`refers to ${column.references?.source} ${orphan} ${when}, which is not there.`);
    }
    return [...messages].map((message) => ({ path: `rows.${id}`, message: `${id} ${message}` }));
  });
}

function parentKeys(
  scenario: Scenario,
  data: RawData,
  to: { readonly source: string; readonly column: string },
): Set<Cell> {
  const parent = scenario.sources.find((source) => sourceId(source) === to.source);
  const index = parent?.columns.findIndex(({ name }) => name === to.column) ?? -1;
  return new Set((data.get(to.source) ?? []).map((row) => row[index] ?? null));
}
