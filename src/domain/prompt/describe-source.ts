import { importName } from '../naming/import-name.ts';
import { sourceId, stagingName } from '../naming/names.ts';
import type { ColumnTest } from '../scenario/column.ts';
import type { Source } from '../scenario/source.ts';
import { promptLine } from './fenced.ts';

/** A source with all its columns and rules, as delivered and as staged. */
export function describeSource(source: Source): string {
  const { system, table, entity, description, loaded_at, delivers_versions, columns } = source;
  const staging = stagingName(system, table);
  return [
    `${sourceId(source)}: one row is one ${entity}. ${promptLine(description)}`,
    `  staging model: ${staging}, read in SQL as ${importName(staging, [staging])}`,
    `  load time: ${loaded_at}`,
    delivers_versions
      ? '  delivers a row anew with a later load time whenever it changes; staging keeps the last'
      : '  holds each row once; a row that changes is changed in place and gets a later load time',
    ...columns.map((column) => `  - ${describeColumn(column)}`),
  ].join('\n');
}

/** A test's rule in a few words, such as `at least 0`. */
export function describeCheck(check: ColumnTest['check']): string {
  switch (check.kind) {
    case 'not_null':
      return 'never empty';
    case 'unique':
      return 'unique';
    case 'accepted_values':
      return `one of ${check.values.map(promptLine).join(' | ')}`;
    case 'at_least':
      return `at least ${check.minimum}`;
    case 'at_most':
      return `at most ${check.maximum}`;
    case 'not_before':
      return `never before ${check.column}`;
  }
}

function describeColumn(column: Source['columns'][number]): string {
  const { name, staged_as, type, description, primary_key, references, nullable, accepted_values, tests } = column;
  const facts = [
    type,
    ...(primary_key ? ['primary key'] : []),
    ...(references ? [`refers to ${references.source}.${references.column}`] : []),
    ...(nullable ? ['may be empty'] : []),
    ...(accepted_values ? [`one of ${accepted_values.map(promptLine).join(' | ')}`] : []),
    ...tests.map((test) => `rule ${test.name}: ${describeCheck(test.check)}`),
  ];
  const staged = staged_as === undefined ? '' : `, in staging ${staged_as}`;
  return `${name}${staged} (${facts.join('; ')}): ${promptLine(description)}`;
}
