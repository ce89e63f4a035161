import { projectName, schemaName, seedName, stagingName } from '../../naming/names.ts';
import { markdownLine } from '../plain-text.ts';
import type { RenderInput } from '../render-input.ts';
import { businessQuestionSections } from './business-questions.ts';
import { markdownTable } from './markdown-table.ts';
import { pipelineSections } from './pipeline-sections.ts';
import { productionSection } from './production-section.ts';

/** The repository's front page, for the customer's eyes: what it is, how to run it, which questions it answers. */
export function readme(input: RenderInput): string {
  const { company, companyName, shortId, scenario, asOf } = input;
  const { business_context: context, sources, intermediate, marts, semantic_layer: layer } = scenario;
  const sections = [
    `# ${markdownLine(scenario.title)}`,
    `A dbt project for ${markdownLine(company)}, on sample data up to ${asOf}.`,
    markdownLine(context.summary),
    list(context.objectives.map(markdownLine)),
    '## Run it',
    'With [dbt](https://docs.getdbt.com) 1.12 or newer and the DuckDB adapter, in a clone of this repository:',
    '```shell\npip install "dbt-core>=1.12" dbt-duckdb\ndbt seed    # loads the raw sample data\ndbt build   # builds and tests every model\n```',
    `Everything lands in the file \`${projectName(companyName)}.duckdb\`, in the schema \`${schemaName(companyName, shortId)}\`; no account is needed. The SQL is written to run on Snowflake, BigQuery, Databricks and Redshift as well, with a profile of your own.`,
    '`dbt docs generate` and `dbt docs serve` show every model, column and test, and how they hang together.',
    '## Questions it answers',
    markdownTable(
      ['Question', 'Where'],
      marts.flatMap(({ name, business_questions }) =>
        business_questions.map((question) => [markdownLine(question), `\`${name}\``]),
      ),
    ),
    ...businessQuestionSections(input),
    '## Models',
    markdownTable(
      ['Model', 'One row per', 'Purpose'],
      [...intermediate, ...marts].map(({ name, grain, purpose }) => [
        `\`${name}\``,
        grain.map((column) => `\`${column}\``).join(', '),
        markdownLine(purpose),
      ]),
    ),
    ...marts.flatMap(({ name, incremental }) =>
      incremental ? [`\`${name}\` is built incrementally: ${markdownLine(incremental.reason)}`] : [],
    ),
    ...pipelineSections(input),
    ...productionSection(scenario),
    '## Raw data',
    markdownTable(
      ['Source', 'Seed', 'Staging model', 'What it holds'],
      sources.map(({ system, table: name, description }) => [
        `\`${system}.${name}\``,
        `\`${seedName(system, name)}\``,
        `\`${stagingName(system, name)}\``,
        markdownLine(description),
      ]),
    ),
    'Raw data is loaded by `dbt seed` and read as sources from the schema that `DBT_RAW_SCHEMA` names; without it, from the raw schema beside your own.',
    ...(layer
      ? [
          '## Metrics',
          markdownTable(
            ['Metric', 'Meaning'],
            layer.metrics.map(({ label, description }) => [markdownLine(label), markdownLine(description)]),
          ),
        ]
      : []),
    ...(scenario.incidents.length > 0
      ? ['How bad data is stopped before it reaches a table: [data_quality_demo_guide.md](data_quality_demo_guide.md).']
      : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
