import { seedName, sourceId, stagingName } from '../../naming/names.ts';
import type { NamedTest } from '../../naming/test-names.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Source } from '../../scenario/source.ts';
import { plainText, sqlComment } from '../plain-text.ts';
import { castType } from './column-types.ts';
import { columnTests, tableTests } from './data-tests.ts';
import { yamlFile } from './yaml-file.ts';

/** Hours after which freshness warns; it never fails, since fixed sample data ages. */
const warnAfterHours = 36;

/** The raw tables by source system, in the schema that every environment reads. */
export function sourceProperties(scenario: Scenario, tests: readonly NamedTest[]): string {
  const systems = [...new Set(scenario.sources.map(({ system }) => system))];
  return yamlFile({
    version: 2,
    sources: systems.map((system) => ({
      name: system,
      schema: "{{ env_var('DBT_RAW_SCHEMA', target.schema ~ '_raw') }}",
      config: { freshness: { warn_after: { count: warnAfterHours, period: 'hour' } } },
      tables: scenario.sources
        .filter((source) => source.system === system)
        .map((source) => {
          const id = sourceId(source);
          return {
            name: source.table,
            identifier: seedName(source.system, source.table),
            description: plainText(source.description),
            config: { loaded_at_field: source.loaded_at },
            ...tableTests(tests, id),
            columns: source.columns.map(({ name, description }) => ({
              name,
              description: plainText(description),
              ...columnTests(tests, id, name),
            })),
          };
        }),
    })),
  });
}

export function stagingProperties(scenario: Scenario, tests: readonly NamedTest[]): string {
  return yamlFile({
    version: 2,
    models: scenario.sources.map((source) => {
      const name = stagingName(source.system, source.table);
      return {
        name,
        description: plainText(source.staging_purpose),
        ...tableTests(tests, name),
        columns: source.columns.map((column) => ({
          name: column.staged_as ?? column.name,
          description: plainText(column.description),
          ...columnTests(tests, name, column.staged_as ?? column.name),
        })),
      };
    }),
  });
}

/** One row per entity, renamed and typed; where changed rows are delivered again, the last delivery counts. */
export function stagingSql(source: Source): string {
  const columns = source.columns.map((column) => ({ ...column, staged: column.staged_as ?? column.name }));
  const selected = columns.map(({ name, staged, type }) => {
    if (type !== 'string') return `cast(${name} as ${castType(type)}) as ${staged}`;
    return name === staged ? name : `${name} as ${staged}`;
  });
  const key = columns.flatMap(({ primary_key, staged }) => (primary_key ? [staged] : [])).join(', ');
  const loadedAt = columns.find(({ name }) => name === source.loaded_at)?.staged ?? source.loaded_at;
  const head = `${sqlComment(source.staging_purpose)}

with

source as (
    select * from {{ source('${source.system}', '${source.table}') }}
),

renamed as (
    select
        ${selected.join(',\n        ')}
    from source
)`;
  if (!source.delivers_versions) return `${head}\n\nselect * from renamed\n`;
  return `${head},

ranked as (
    select
        *,
        row_number() over (partition by ${key} order by ${loadedAt} desc) as delivery_rank
    from renamed
)

-- A row that changes is delivered again; the last delivery counts.
select
    ${columns.map(({ staged }) => staged).join(',\n    ')}
from ranked
where delivery_rank = 1
`;
}
