import type { ColumnType } from '../../scenario/column.ts';

/** A type as a model's SQL casts to it. */
const castTypes: Record<ColumnType, string> = {
  string: '{{ dbt.type_string() }}',
  integer: '{{ dbt.type_bigint() }}',
  amount: 'numeric(18, 2)',
  ratio: 'numeric(18, 4)',
  boolean: 'boolean',
  date: 'date',
  timestamp: '{{ dbt.type_timestamp() }}',
};

/** A type as a contract states it; dbt translates the name into the warehouse's own. */
const contractTypes: Record<ColumnType, string> = {
  string: 'string',
  integer: 'bigint',
  amount: 'numeric(18,2)',
  ratio: 'numeric(18,4)',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
};

/** A seed's types that warehouses name differently; dbt hands them over untranslated. */
export const sharedSeedTypes = {
  text: "{{ 'varchar(1024)' if target.type == 'redshift' else 'string' }}",
  whole_number: "{{ 'int64' if target.type == 'bigquery' else 'bigint' }}",
  amount: "{{ 'numeric' if target.type == 'bigquery' else 'numeric(18,2)' }}",
  ratio: "{{ 'numeric' if target.type == 'bigquery' else 'numeric(18,4)' }}",
};

/** A type as a seed's table has it. */
const seedTypes: Record<ColumnType, string> = {
  string: sharedSeedTypes.text,
  integer: sharedSeedTypes.whole_number,
  amount: sharedSeedTypes.amount,
  ratio: sharedSeedTypes.ratio,
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
};

export function castType(type: ColumnType): string {
  return castTypes[type];
}

export function contractType(type: ColumnType): string {
  return contractTypes[type];
}

export function seedType(type: ColumnType): string {
  return seedTypes[type];
}

/** A type in SQL that dbt does not render, such as a unit test's fixture. */
export function plainType(type: ColumnType): string | null {
  return type === 'string' ? null : contractTypes[type];
}
