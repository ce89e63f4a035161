import { projectName, schemaName } from '../../naming/names.ts';
import { martLayers, usualMarts } from '../../scenario/layers.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { RenderInput } from '../render-input.ts';
import { yamlFile } from './yaml-file.ts';

/** The dbt versions that the project is written for. */
const dbtVersions = ['>=1.12.0', '<3.0.0'];

export function projectConfiguration({ companyName, asOf, warehouse, scenario }: RenderInput): string {
  const name = projectName(companyName);
  return yamlFile({
    name,
    version: '1.0.0',
    'config-version': 2,
    profile: name,
    'require-dbt-version': dbtVersions,
    'model-paths': ['models'],
    'seed-paths': ['seeds'],
    'test-paths': ['tests'],
    'macro-paths': ['macros'],
    ...(scenario.snapshots ? { 'snapshot-paths': ['snapshots'] } : {}),
    ...(scenario.analyses ? { 'analysis-paths': ['analyses'] } : {}),
    'clean-targets': ['target', 'dbt_packages'],
    flags: {
      partial_parse: false,
      send_anonymous_usage_stats: false,
      ...(warehouse === 'databricks' && hasWindow(scenario) ? windowFlag : {}),
    },
    vars: { as_of: asOf },
    models: {
      [name]: {
        staging: { '+materialized': 'view', '+group': 'preparation', '+tags': ['staging'] },
        intermediate: { '+materialized': 'view', '+group': 'preparation', '+tags': ['intermediate'] },
        marts: { '+materialized': 'table', '+group': 'reporting', '+tags': ['marts'] },
        ...Object.fromEntries(ownLayers(scenario)),
      },
    },
    seeds: {
      [name]: {
        '+schema': 'raw',
        '+quote_columns': false,
        ...(scenario.reference_seeds ? { reference: { '+schema': null, '+tags': ['reference'] } } : {}),
      },
    },
    ...(scenario.snapshots ? { snapshots: { [name]: { '+tags': ['snapshots'] } } } : {}),
  });
}

/** Marts with a schema of their own are a layer of their own: a folder, a tag and a schema of one name. */
function ownLayers(scenario: Scenario): [layer: string, configuration: Readonly<Record<string, unknown>>][] {
  return martLayers(scenario)
    .filter((layer) => layer !== usualMarts)
    .map((layer) => [layer, { '+materialized': 'table', '+schema': layer, '+group': 'reporting', '+tags': [layer] }]);
}

/**
 * dbt-databricks takes no dbt-core from 1.12.6 on, and 1.12.5 mistakes every metric with a window for one in the old spec:
 * with this flag it says so instead of refusing the project. Later versions find nothing to say.
 */
const windowFlag = { require_nested_cumulative_type_params: false };

function hasWindow({ semantic_layer: layer }: Scenario): boolean {
  return layer?.metrics.some((metric) => 'window' in metric && metric.window !== undefined) ?? false;
}

/** Who answers for which models: those who bring the data in, and those who publish it. */
export function groups(): string {
  return yamlFile({
    version: 2,
    groups: [
      { name: 'preparation', description: 'Brings the sources into shape.', owner: { name: 'Data engineering' } },
      { name: 'reporting', description: 'Publishes the tables that people read.', owner: { name: 'Analytics' } },
    ],
  });
}

/** A profile that needs no account: whoever clones the repository runs it on a DuckDB file beside the project. */
export function profiles({ companyName, shortId }: RenderInput): string {
  const name = projectName(companyName);
  const target = { type: 'duckdb', path: `${name}.duckdb`, schema: schemaName(companyName, shortId), threads: 4 };
  return yamlFile({ [name]: { target: 'dev', outputs: { dev: target } } });
}

export const ignored = `target/
dbt_packages/
logs/
*.duckdb
*.duckdb.wal
.user.yml
.env
`;
