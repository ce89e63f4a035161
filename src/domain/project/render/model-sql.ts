import { importName } from '../../naming/import-name.ts';
import type { IntermediateModel, Mart } from '../../scenario/model.ts';
import { sqlComment } from '../plain-text.ts';
import type { SelectedColumn } from './changed-scenario.ts';
import { castType } from './column-types.ts';

/** A view: imports, the piece's logic, and the columns that the scenario states. */
export function intermediateSql(model: IntermediateModel, logic: string): string {
  return `${sqlComment(model.purpose)}

${body(model.inputs, logic)}

select
    ${model.columns.map(({ name }) => name).join(',\n    ')}
from final
`;
}

/** A table whose last select gives exactly the contracted columns, typed. */
export function martSql(mart: Mart, columns: readonly SelectedColumn[], logic: string): string {
  const selected = columns.map(({ name, type, asIs }) =>
    asIs ? name : `cast(${name} as ${castType(type)}) as ${name}`,
  );
  return `${config(mart)}${sqlComment(mart.purpose)}

${body(mart.inputs, logic)}

select
    ${selected.join(',\n    ')}
from final
${incrementalFilter(mart)}`;
}

function body(inputs: readonly string[], logic: string): string {
  const imports = inputs.map(
    (input) => `${importName(input, inputs)} as (
    select * from {{ ref('${input}') }}
),`,
  );
  return `with\n\n${[...imports, trimmedLogic(logic)].join('\n\n')}`;
}

/** The piece's text without blank ends and without a comma after its last expression. */
function trimmedLogic(logic: string): string {
  const lines = logic.replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
    .replace(/,$/, '');
}

function config({ incremental, grain }: Mart): string {
  if (!incremental) return '';
  const [only] = grain;
  const key = grain.length === 1 && only ? `'${only}'` : `[${grain.map((column) => `'${column}'`).join(', ')}]`;
  return `{{
    config(
        materialized='incremental',
        unique_key=${key},
        on_schema_change='append_new_columns'
    )
}}

`;
}

function incrementalFilter({ incremental }: Mart): string {
  if (!incremental) return '';
  const { loaded_at: loadedAt, lookback_days: days, reason } = incremental;
  const newest = days === 0 ? `max(${loadedAt})` : `{{ dbt.dateadd('day', -${days}, 'max(${loadedAt})') }}`;
  const again =
    days === 0
      ? ''
      : ` Each run looks at the last ${days === 1 ? 'day' : `${days} days`} again, for what arrives late.`;
  return `
{% if is_incremental() %}
${sqlComment(`${reason}${again}`)}
where ${loadedAt} >= (
    select
        coalesce(
            cast(${newest} as {{ dbt.type_timestamp() }}),
            cast('1900-01-01' as {{ dbt.type_timestamp() }})
        )
    from {{ this }}
)
{% endif %}
`;
}
