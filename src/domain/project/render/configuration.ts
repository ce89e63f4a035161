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
        staging: { '+materialized': 'view' },
        intermediate: { '+materialized': 'view' },
        marts: { '+materialized': 'table' },
      },
    },
    seeds: { [name]: { '+schema': 'raw', '+quote_columns': false } },
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
