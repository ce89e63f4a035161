import type { NamedTest } from '../../naming/test-names.ts';
import type { ReferenceSeed } from '../../scenario/reference-seed.ts';
import { plainText } from '../plain-text.ts';
import { seedType, sharedSeedTypes } from './column-types.ts';
import { columnTests, tableTests } from './data-tests.ts';
import { csvOf } from './seeds.ts';
import { yamlFile } from './yaml-file.ts';

/** The folder of seeds that production builds, beside the raw ones that are landed. */
export const referenceFolder = 'seeds/reference';

export function referenceSeedFiles(seeds: readonly ReferenceSeed[]): [path: string, content: string][] {
  return seeds.map(({ name, columns, rows }) => [`${referenceFolder}/${name}.csv`, csvOf(columns, rows)]);
}

/** What each reference seed is, with its columns' types and tests, and the schema that it stands in. */
export function referenceSeedProperties(
  seeds: readonly ReferenceSeed[],
  tests: readonly NamedTest[],
): string | undefined {
  if (seeds.length === 0) return undefined;
  const types = new Set(seeds.flatMap(({ columns }) => columns.map(({ type }) => seedType(type))));
  const shared = Object.fromEntries(Object.entries(sharedSeedTypes).filter(([, text]) => types.has(text)));
  const properties = seeds.map(({ name, description, columns, grain, schema }) => ({
    name,
    description: plainText(`${description} One row per ${grain.join(' and ')}.`),
    config: {
      ...(schema === undefined ? {} : { schema }),
      column_types: Object.fromEntries(columns.map((column) => [column.name, seedType(column.type)])),
    },
    ...tableTests(tests, name),
    columns: columns.map((column) => ({
      name: column.name,
      description: plainText(column.description),
      ...columnTests(tests, name, column.name),
    })),
  }));
  return yamlFile({ version: 2, seeds: properties }, shared);
}
