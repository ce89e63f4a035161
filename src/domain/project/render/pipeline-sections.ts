import { schemaBeside, schemaName } from '../../naming/names.ts';
import { layerOf, martLayers, ownSchemas, usualMarts } from '../../scenario/layers.ts';
import { markdownLine } from '../plain-text.ts';
import type { RenderInput } from '../render-input.ts';
import { markdownTable } from './markdown-table.ts';

/** What a pipeline has besides models and raw data, for the front page; nothing where there is none of it. */
export function pipelineSections({ scenario, companyName, shortId }: RenderInput): string[] {
  const { marts, reference_seeds: seeds = [], snapshots = [], macros = [], analyses = [] } = scenario;
  const schema = schemaName(companyName, shortId);
  const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
    rows.length === 0 ? [] : [`## ${title}`, markdownTable(head, rows)];
  const layers = martLayers(scenario).filter((layer) => layer !== usualMarts);
  const others = ownSchemas(scenario).filter((own) => !layers.includes(own));
  return [
    ...layers.map((layer) => {
      const names = marts.filter((mart) => layerOf(mart) === layer).map(({ name }) => `\`${name}\``);
      return `The layer \`${layer}\` stands behind the marts, in the schema \`${schemaBeside(schema, layer)}\`: ${names.join(', ')}. \`dbt build --select ${layer}\` builds it alone.`;
    }),
    ...others.map((own) => `The schema \`${schemaBeside(schema, own)}\` holds what is kept beside the models.`),
    ...section(
      'Reference data',
      ['Seed', 'One row per', 'Rows', 'What it holds'],
      seeds.map(({ name, grain, rows, description }) => [
        `\`${name}\``,
        grain.map((column) => `\`${column}\``).join(', '),
        String(rows.length),
        markdownLine(description),
      ]),
    ),
    ...section(
      'Histories',
      ['Snapshot', 'Follows', 'What it keeps'],
      snapshots.map(({ name, input, description }) => [`\`${name}\``, `\`${input}\``, markdownLine(description)]),
    ),
    ...section(
      'Macros',
      ['Macro', 'What it gives'],
      macros.map(({ name, arguments: given, description }) => [
        `\`${name}(${given.map((argument) => argument.name).join(', ')})\``,
        markdownLine(description),
      ]),
    ),
    ...section(
      'Analyses',
      ['Query', 'What it asks'],
      analyses.map(({ name, description }) => [`\`analyses/${name}.sql\``, markdownLine(description)]),
    ),
  ];
}
