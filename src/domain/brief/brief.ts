import { z } from 'zod';

/** Warehouses that a generated project is written for; `duckdb` is where every project is rehearsed. */
export const warehouses = ['snowflake', 'bigquery', 'databricks', 'redshift', 'duckdb'] as const;
export type Warehouse = (typeof warehouses)[number];

/** Where a demo is provisioned: on this machine, or in dbt Cloud. */
export const targets = ['local', 'dbt-cloud'] as const;
export type Target = (typeof targets)[number];

/** Rows a source has: the ten that are read aloud, or those ten first and the rest by rule. */
export const dataVolumes = ['ten', 'fuller', 'large'] as const;
export type DataVolume = (typeof dataVolumes)[number];
export const rowsPerSource: Record<DataVolume, number> = { ten: 10, fuller: 1_000, large: 10_000 };

export const maximumNotesLength = 200_000;

const calendarDate = z.iso.date('Give a date such as 2026-11-21.');
const atMost = (max: number) => `at most ${max.toLocaleString('en')} characters.`;
const line = (label: string, max: number) =>
  z
    .string(`${label} is a text.`)
    .trim()
    .max(max, `${label} may have ${atMost(max)}`);
/** A list of entries of one line each. */
const lines = (label: string, max: number, most: number) =>
  z
    .array(line(label, max).min(1, `${label} is empty.`), 'Give a list, with one entry per line.')
    .max(most, `Give at most ${most} entries.`)
    .default([]);
const oneOf = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.enum(choices, `Choose one of ${choices.join(', ')}.`);

/**
 * What the SE typed. Only `company` is required; unknown keys are refused by name.
 * Keys are snake case because a brief is also a YAML file that people write.
 */
export const briefSchema = z.strictObject({
  company: z
    .string('Name the company.')
    .trim()
    .min(1, 'Name the company.')
    .max(200, `The company name may have ${atMost(200)}`),
  industry: line('The industry', 200).default(''),
  discovery_notes: z
    .string('The notes are a text.')
    .max(maximumNotesLength, `The notes may have ${atMost(maximumNotesLength)}`)
    .default(''),
  pain_points: lines('A pain point', 1_000, 20),
  include_semantic_layer: z.boolean('Say true or false.').default(true),
  warehouse: oneOf(warehouses).default('snowflake'),
  target: oneOf(targets).default('local'),
  call_date: calendarDate.optional(),
  call_minutes: z
    .number('Give whole minutes, such as 30.')
    .int('Give whole minutes, such as 30.')
    .min(5, 'A call has at least 5 minutes.')
    .max(240, 'A call has at most 240 minutes.')
    .default(30),
  attendees: lines('An attendee', 200, 30),
  dbt_maturity: oneOf(['new', 'some', 'expert']).default('some'),
  must_show: lines('An entry', 300, 20),
  must_not_mention: lines('An entry', 200, 50),
  /** Left out, the demo has the rows that its scenario usually has. */
  data_volume: oneOf(dataVolumes).optional(),
});
export type Brief = z.output<typeof briefSchema>;
export type BriefInput = z.input<typeof briefSchema>;

/** Why no demo of a warehouse can be made on a target; `undefined` where one can. */
export function targetRefusal({ target, warehouse }: Pick<Brief, 'target' | 'warehouse'>): string | undefined {
  return target === 'dbt-cloud' && warehouse === 'duckdb'
    ? 'dbt Cloud does not reach DuckDB. Choose the customer’s warehouse, or let it run on this machine (target “local”).'
    : undefined;
}
