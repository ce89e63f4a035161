import { stagingName } from '../../naming/names.ts';
import { isReserved, isTaken } from '../../naming/reserved-words.ts';
import { testNames } from '../../naming/test-names.ts';
import type { Scenario } from '../scenario.ts';
import { type Problem, repeated } from './problem.ts';

/** Names are distinct, whatever their case, and no warehouse nor dbt takes them for something else. */
export function checkNames(scenario: Scenario): Problem[] {
  const { sources, intermediate, marts, semantic_layer: layer, exposures, incidents, changes } = scenario;
  const { reference_seeds: seeds = [], snapshots = [], macros = [], analyses = [] } = scenario;
  const models = [
    ...sources.map(({ system, table }, index) => ({ name: stagingName(system, table), path: `sources[${index}]` })),
    ...intermediate.map(({ name }, index) => ({ name, path: `intermediate[${index}]` })),
    ...marts.map(({ name }, index) => ({ name, path: `marts[${index}]` })),
    ...seeds.map(({ name }, index) => ({ name, path: `reference_seeds[${index}]` })),
    ...snapshots.map(({ name }, index) => ({ name, path: `snapshots[${index}]` })),
    ...analyses.map(({ name }, index) => ({ name, path: `analyses[${index}]` })),
  ];
  const tests = testNames(scenario).map(({ name }) => name);
  return [
    ...repeated(models.map(({ name }) => name)).map(({ value, position }) => ({
      path: models[position]?.path ?? '',
      message: `There is already a model named ${value}.`,
    })),
    ...models
      .filter(({ name }) => isTaken(name) || name.length > 60)
      .map(({ name, path }) => ({ path, message: `A model cannot be named ${name}.` })),
    ...columnLists(scenario).flatMap(checkColumnNames),
    ...repeated(tests).map(({ value }) => ({ path: 'tests', message: `Two tests are named ${value}.` })),
    ...unique('semantic_layer.metrics', 'metric', layer?.metrics ?? []),
    ...repeated((layer?.metrics ?? []).map(({ label }) => label.trim())).map(({ value, position }) => ({
      path: `semantic_layer.metrics[${position}]`,
      message: `There is already a metric labelled ${value}.`,
    })),
    ...unique('semantic_layer.saved_queries', 'saved query', layer?.saved_queries ?? []),
    ...unique('exposures', 'exposure', exposures),
    ...unique('macros', 'macro', macros),
    ...unique(
      'incidents',
      'incident',
      incidents.map(({ id }) => ({ name: id })),
    ),
    ...unique(
      'changes',
      'change',
      changes.map(({ id }) => ({ name: id })),
    ),
    ...unique(
      'demonstrations',
      'demonstration',
      scenario.demonstrations.map(({ id }) => ({ name: id })),
    ),
  ];
}

interface ColumnList {
  readonly path: string;
  readonly names: readonly string[];
}

function columnLists({ sources, intermediate, marts, reference_seeds: seeds = [] }: Scenario): ColumnList[] {
  return [
    ...sources.flatMap(({ columns }, index) => [
      { path: `sources[${index}].columns`, names: columns.map(({ name }) => name) },
      { path: `sources[${index}].columns`, names: columns.map(({ name, staged_as }) => staged_as ?? name) },
    ]),
    ...intermediate.map(({ columns }, index) => ({
      path: `intermediate[${index}].columns`,
      names: columns.map(({ name }) => name),
    })),
    ...marts.map(({ columns }, index) => ({ path: `marts[${index}].columns`, names: columns.map(({ name }) => name) })),
    ...seeds.map(({ columns }, index) => ({
      path: `reference_seeds[${index}].columns`,
      names: columns.map(({ name }) => name),
    })),
  ];
}

function checkColumnNames({ path, names }: ColumnList): Problem[] {
  return [
    ...repeated(names).map(({ value, position }) => ({
      path: `${path}[${position}]`,
      message: `There is already a column named ${value}.`,
    })),
    ...names.flatMap((name, position) =>
      isReserved(name)
        ? [
            {
              path: `${path}[${position}]`,
              message: `A warehouse reserves the word ${name}: give the column another name.`,
            },
          ]
        : [],
    ),
  ];
}

function unique(path: string, kind: string, list: readonly { readonly name: string }[]): Problem[] {
  return repeated(list.map(({ name }) => name)).map(({ value, position }) => ({
    path: `${path}[${position}]`,
    message: `There is already a ${kind} named ${value}.`,
  }));
}
