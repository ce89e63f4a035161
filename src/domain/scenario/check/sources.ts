import { sourceId } from '../../naming/names.ts';
import type { Scenario } from '../scenario.ts';
import type { Source, SourceColumn } from '../source.ts';
import { keyColumns } from '../source-key.ts';
import type { Problem } from './problem.ts';

/** Each source has a key, a load time, and references that lead to another source's key; one delivers versions. */
export function checkSources(scenario: Scenario): Problem[] {
  const versions = scenario.sources.some(({ delivers_versions }) => delivers_versions);
  const none = { path: 'sources', message: 'One source at least delivers a row again when it changes.' };
  const each = scenario.sources.flatMap((source, index) => {
    const path = `sources[${index}]`;
    const keys = keyColumns(source);
    const loadedAt = source.columns.find(({ name }) => name === source.loaded_at);
    const problems: Problem[] = [];
    if (source.composite_key ? keys.length < 2 : keys.length !== 1) {
      const needed = source.composite_key ? 'two primary key columns or more' : 'exactly one primary key column';
      problems.push({ path, message: `${source.table} needs ${needed}; it has ${keys.length}.` });
    }
    if (keys.some(({ nullable }) => nullable)) {
      problems.push({ path, message: `The primary key of ${source.table} cannot be nullable.` });
    }
    if (loadedAt?.type !== 'timestamp' || loadedAt.nullable) {
      const message = `${source.table} needs a timestamp column named ${source.loaded_at} that is never empty.`;
      problems.push({ path: `${path}.loaded_at`, message });
    }
    return [...problems, ...references(scenario, source, path), ...acceptedValues(source.columns, path)];
  });
  return versions ? each : [...each, none];
}

function references(scenario: Scenario, source: Source, path: string): Problem[] {
  return source.columns.flatMap((column, position) => {
    const target = column.references;
    if (!target) return [];
    const at = `${path}.columns[${position}].references`;
    const parent = scenario.sources.find((one) => sourceId(one) === target.source);
    const key = parent?.columns.find(({ name }) => name === target.column);
    if (!parent) return [{ path: at, message: `${column.name} refers to ${target.source}, which is no source.` }];
    if (!key)
      return [{ path: at, message: `${column.name} refers to ${target.column}, which ${target.source} has not.` }];
    if (!key.primary_key || parent.composite_key) {
      return [
        { path: at, message: `${column.name} refers to ${target.column}, which is not the key of ${target.source}.` },
      ];
    }
    if (key.type !== column.type) {
      return [
        { path: at, message: `${column.name} is ${column.type}, but ${target.source}.${key.name} is ${key.type}.` },
      ];
    }
    return [];
  });
}

function acceptedValues(columns: readonly SourceColumn[], path: string): Problem[] {
  return columns.flatMap(({ name, type, accepted_values }, position) =>
    accepted_values && type !== 'string'
      ? [
          {
            path: `${path}.columns[${position}]`,
            message: `${name} is ${type}: only text has a list of accepted values.`,
          },
        ]
      : [],
  );
}
