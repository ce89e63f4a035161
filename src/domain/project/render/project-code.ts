import { stagingName } from '../../naming/names.ts';
import { type NamedTest, testNames } from '../../naming/test-names.ts';
import { layerOf, martLayers, usualMarts } from '../../scenario/layers.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { RenderInput } from '../render-input.ts';
import { analysisFiles, analysisProperties } from './analyses.ts';
import { bigqueryWeeks } from './bigquery-weeks.ts';
import { calendarSql } from './calendar-sql.ts';
import type { Version } from './changed-scenario.ts';
import { groups, ignored, profiles, projectConfiguration } from './configuration.ts';
import { exposureProperties } from './exposures.ts';
import { macroFiles, macroProperties } from './macros.ts';
import { intermediateProperties, martDocs, martProperties } from './model-properties.ts';
import { intermediateSql, martSql } from './model-sql.ts';
import { qualityGuide } from './quality-guide.ts';
import { readme } from './readme.ts';
import { referenceFolder, referenceSeedFiles, referenceSeedProperties } from './reference-seeds.ts';
import { RenderError } from './render-error.ts';
import { seedProperties } from './seeds.ts';
import { semanticLayerProperties } from './semantic-models.ts';
import { singularTestSql } from './singular-tests.ts';
import { snapshotFiles } from './snapshots.ts';
import { sourceProperties, stagingProperties, stagingSql } from './staging.ts';
import { timeSpineSql } from './time-spine.ts';
import { unitTests } from './unit-tests.ts';

type Files = [path: string, content: string | undefined][];

/** Every file of a version but its seeds' rows: what a change can differ in. */
export function projectCode(input: RenderInput, version: Version, firstYear: number): Map<string, string> {
  const { scenario } = version;
  const tests = testNames(scenario);
  const writtenFor = input.pieces.rows[0]?.as_of ?? input.asOf;
  const files: Files = [
    ['README.md', readme(input)],
    ['data_quality_demo_guide.md', qualityGuide(scenario)],
    ['dbt_project.yml', projectConfiguration(input)],
    ['profiles.yml', profiles(input)],
    ['.gitignore', ignored],
    ['macros/bigquery_weeks.sql', bigqueryWeeks(input.warehouse, queriesOf(version))],
    ['seeds/schema.yml', seedProperties(scenario.sources)],
    ...referenceSeedFiles(scenario.reference_seeds ?? []),
    [`${referenceFolder}/schema.yml`, referenceSeedProperties(scenario.reference_seeds ?? [], tests)],
    ...snapshotFiles(scenario.snapshots ?? []),
    ...macroFiles(scenario.macros ?? []),
    ['macros/schema.yml', macroProperties(scenario.macros ?? [])],
    ...analysisFiles(scenario.analyses ?? []),
    ['analyses/schema.yml', analysisProperties(scenario.analyses ?? [])],
    ['models/staging/sources.yml', sourceProperties(scenario, tests)],
    ['models/staging/schema.yml', stagingProperties(scenario, tests)],
    ...scenario.sources.map((source): [string, string] => [
      `models/staging/${stagingName(source.system, source.table)}.sql`,
      stagingSql(source),
    ]),
    ['models/groups.yml', groups()],
    ['models/intermediate/schema.yml', intermediateProperties(scenario.intermediate, tests)],
    ...scenario.intermediate.map((model): [string, string] => [
      `models/intermediate/${model.name}.sql`,
      intermediateSql(model, logic(version, model.name).sql),
    ]),
    ['models/intermediate/unit_tests.yml', unitTests(tested(version, scenario.intermediate), scenario, writtenFor)],
    ...[...foldersOfMarts(scenario)].flatMap((layer) => martFiles(version, layer, tests, writtenFor)),
    ['models/marts/time_spine_daily.sql', scenario.semantic_layer && timeSpineSql(firstYear, input.asOf)],
    ['models/semantic_layer.yml', semanticLayerProperties(scenario)],
    ['models/exposures.yml', exposureProperties(scenario.exposures)],
    ...scenario.singular_tests.map((test): [string, string] => [`tests/${test.name}.sql`, singularTestSql(test)]),
  ];
  return new Map(files.flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const])));
}

/** All SQL that somebody wrote for the project, models first. */
function queriesOf({ sql, scenario }: Version): { readonly sql: string }[] {
  const { singular_tests: rules, macros = [], analyses = [] } = scenario;
  return [...sql.values(), ...rules, ...macros, ...analyses];
}

/** The time spine stands with the usual marts, whether there are any or not. */
function foldersOfMarts(scenario: Scenario): Set<string> {
  return new Set([...(scenario.semantic_layer ? [usualMarts] : []), ...martLayers(scenario)]);
}

/** A layer of marts in its folder. */
function martFiles(version: Version, layer: string, tests: readonly NamedTest[], writtenFor: string): Files {
  const { scenario } = version;
  const folder = `models/${layer}`;
  const marts = scenario.marts.filter((mart) => layerOf(mart) === layer);
  const written = marts.filter(({ calendar }) => calendar === undefined);
  return [
    [`${folder}/docs.md`, martDocs(marts)],
    [`${folder}/schema.yml`, martProperties(layer, marts, scenario, tests)],
    ...marts.map((mart): [string, string] => {
      const { name, purpose, calendar } = mart;
      const columns = version.selects.get(name) ?? mart.columns;
      const sql = calendar
        ? calendarSql({ name, purpose, calendar }, columns)
        : martSql(mart, columns, logic(version, name).sql);
      return [`${folder}/${name}.sql`, sql];
    }),
    [`${folder}/unit_tests.yml`, unitTests(tested(version, written), scenario, writtenFor)],
  ];
}

function tested<M extends Version['scenario']['intermediate'][number] | Version['scenario']['marts'][number]>(
  version: Version,
  models: readonly M[],
) {
  return models.map((model) => ({ model, columns: model.columns, piece: logic(version, model.name) }));
}

function logic({ sql }: Version, model: string) {
  const piece = sql.get(model);
  if (!piece) throw new RenderError(model, 'its SQL is missing.');
  return piece;
}
