import type { NamedTest } from '../../naming/test-names.ts';
import type { MartColumn, SemanticRole } from '../../scenario/column.ts';
import { usualMarts } from '../../scenario/layers.ts';
import type { IntermediateModel, Mart } from '../../scenario/model.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { markdownLine, plainText } from '../plain-text.ts';
import { contractType } from './column-types.ts';
import { columnTests, tableTests } from './data-tests.ts';
import { martMetrics, semanticModel } from './semantic-models.ts';
import { timeSpineProperties } from './time-spine.ts';
import { yamlFile } from './yaml-file.ts';

type Properties = Readonly<Record<string, unknown>>;

export function intermediateProperties(models: readonly IntermediateModel[], tests: readonly NamedTest[]): string {
  return yamlFile({
    version: 2,
    models: models.map((model) => ({
      name: model.name,
      description: plainText(`${model.purpose} One row per ${names(model.grain)}.`),
      ...tableTests(tests, model.name),
      columns: model.columns.map(({ name, description }) => ({
        name,
        description: plainText(description),
        ...columnTests(tests, model.name, name),
      })),
    })),
  });
}

/**
 * Contracts, tests and, where the scenario has a semantic layer, entities, dimensions and metrics of one folder's marts;
 * the time spine's stand with the usual ones.
 */
export function martProperties(
  folder: string,
  marts: readonly Mart[],
  scenario: Scenario,
  tests: readonly NamedTest[],
): string {
  const layer = scenario.semantic_layer;
  return yamlFile({
    version: 2,
    models: [
      ...marts.map((mart) => ({
        name: mart.name,
        description: `{{ doc('${mart.name}') }}`,
        config: { contract: { enforced: true } },
        ...(layer ? semanticModel(mart) : {}),
        ...tableTests(tests, mart.name),
        columns: mart.columns.map((column) => contractedColumn(column, mart, tests, layer !== undefined)),
        ...(layer ? martMetrics(mart, scenario) : {}),
      })),
      ...(layer && folder === usualMarts ? [timeSpineProperties()] : []),
    ],
  });
}

/** What each mart is, answers and is built from, as blocks of dbt's documentation. */
export function martDocs(marts: readonly Mart[]): string | undefined {
  if (marts.length === 0) return undefined;
  return `${marts.map((mart) => `{% docs ${mart.name} %}\n${martDescription(mart)}\n{% enddocs %}`).join('\n\n')}\n`;
}

function martDescription({ purpose, grain, business_questions, incremental }: Mart): string {
  const questions = business_questions.map((question) => `- ${markdownLine(question)}`);
  const grown = incremental ? ['', 'Built incrementally:', '', markdownLine(incremental.reason)] : [];
  return [`${markdownLine(purpose)} One row per ${names(grain)}.`, '', 'Answers:', '', ...questions, ...grown].join(
    '\n',
  );
}

function contractedColumn(column: MartColumn, mart: Mart, tests: readonly NamedTest[], semantic: boolean): Properties {
  return {
    name: column.name,
    data_type: contractType(column.type),
    description: plainText(column.description),
    ...columnTests(tests, mart.name, column.name),
    ...(semantic && column.semantic ? roleProperties(column.semantic) : {}),
  };
}

function roleProperties(role: SemanticRole): Properties {
  switch (role.kind) {
    case 'entity':
      return { entity: { name: role.entity, type: role.type } };
    case 'dimension':
      return { dimension: { type: 'categorical' } };
    case 'time':
      return { granularity: role.granularity, dimension: { type: 'time' } };
  }
}

function names(columns: readonly string[]): string {
  return columns.join(' and ');
}
