import { projectName, schemaName } from '../../naming/names.ts';
import type { RenderInput } from '../render-input.ts';
import { yamlFile } from './yaml-file.ts';

/** The dbt versions that the project is written for. */
const dbtVersions = ['>=1.12.0', '<3.0.0'];

export function projectConfiguration({ companyName, asOf }: RenderInput): string {
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
    'clean-targets': ['target', 'dbt_packages'],
    flags: { partial_parse: false, send_anonymous_usage_stats: false },
    vars: { as_of: asOf },
    models: {
      [name]: {
        staging: { '+materialized': 'view', '+group': 'preparation', '+tags': ['staging'] },
        intermediate: { '+materialized': 'view', '+group': 'preparation', '+tags': ['intermediate'] },
        marts: { '+materialized': 'table', '+group': 'reporting', '+tags': ['marts'] },
      },
    },
    seeds: { [name]: { '+schema': 'raw', '+quote_columns': false } },
  });
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
