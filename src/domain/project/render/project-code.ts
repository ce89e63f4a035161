import { stagingName } from '../../naming/names.ts';
import { testNames } from '../../naming/test-names.ts';
import type { RenderInput } from '../render-input.ts';
import { bigqueryWeeks } from './bigquery-weeks.ts';
import type { Version } from './changed-scenario.ts';
import { groups, ignored, profiles, projectConfiguration } from './configuration.ts';
import { exposureProperties } from './exposures.ts';
import { intermediateProperties, martDocs, martProperties } from './model-properties.ts';
import { intermediateSql, martSql } from './model-sql.ts';
import { qualityGuide } from './quality-guide.ts';
import { readme } from './readme.ts';
import { RenderError } from './render-error.ts';
import { seedProperties } from './seeds.ts';
import { semanticLayerProperties } from './semantic-models.ts';
import { singularTestSql } from './singular-tests.ts';
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
    ['macros/bigquery_weeks.sql', bigqueryWeeks(input.warehouse, version.sql.values())],
    ['seeds/schema.yml', seedProperties(scenario.sources)],
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
    ['models/marts/docs.md', martDocs(scenario)],
    ['models/marts/schema.yml', martProperties(scenario, tests)],
    ...scenario.marts.map((mart): [string, string] => [
      `models/marts/${mart.name}.sql`,
      martSql(mart, version.selects.get(mart.name) ?? mart.columns, logic(version, mart.name).sql),
    ]),
    ['models/marts/unit_tests.yml', unitTests(tested(version, scenario.marts), scenario, writtenFor)],
    ['models/marts/time_spine_daily.sql', scenario.semantic_layer && timeSpineSql(firstYear, input.asOf)],
    ['models/semantic_layer.yml', semanticLayerProperties(scenario)],
    ['models/exposures.yml', exposureProperties(scenario.exposures)],
    ...scenario.singular_tests.map((test): [string, string] => [`tests/${test.name}.sql`, singularTestSql(test)]),
  ];
  return new Map(files.flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const])));
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
