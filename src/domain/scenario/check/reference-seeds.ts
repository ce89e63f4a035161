import { fitsType } from '../fits-type.ts';
import type { ReferenceSeed } from '../reference-seed.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** The rows of a reference seed fit its columns, and its grain names each of them. */
export function checkReferenceSeeds({ reference_seeds: seeds = [] }: Scenario): Problem[] {
  return seeds.flatMap((seed, index) => {
    const path = `reference_seeds[${index}]`;
    return [...grain(seed, path), ...rows(seed, path)];
  });
}

function grain({ name, grain: keys, columns, rows: all }: ReferenceSeed, path: string): Problem[] {
  const at = `${path}.grain`;
  const places = keys.map((key) => columns.findIndex((column) => column.name === key));
  const missing = keys.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    return missing.map((key) => ({ path: at, message: `${name} has one row per ${key}, but no such column.` }));
  }
  const named = all.map((row) => places.map((place) => row[place] ?? null));
  return [
    ...(named.some((key) => key.includes(null))
      ? [{ path: at, message: `A row of ${name} has no ${keys.join(' and ')}, which names it.` }]
      : []),
    ...(new Set(named.map((key) => JSON.stringify(key))).size < named.length
      ? [{ path: at, message: `Two rows of ${name} have the same ${keys.join(' and ')}.` }]
      : []),
  ];
}

function rows({ name, columns, rows: all }: ReferenceSeed, path: string): Problem[] {
  return all.flatMap((row, index): Problem[] => {
    const at = `${path}.rows[${index}]`;
    if (row.length !== columns.length) {
      const message = `A row of ${name} has ${row.length} cells, and the seed has ${columns.length} columns.`;
      return [{ path: at, message }];
    }
    return columns.flatMap((column, place) => {
      const cell = row[place] ?? null;
      return fitsType(cell, column.type)
        ? []
        : [{ path: at, message: `${name}: ${column.name} is ${column.type} and cannot be ${JSON.stringify(cell)}.` }];
    });
  });
}
