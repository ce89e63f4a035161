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
const line = (label: string, max: number) => z.string().trim().max(max, `${label} may have ${max} characters.`);

/**
 * What the SE typed. Only `company` is required; unknown keys are refused by name.
 * Keys are snake case because a brief is also a YAML file that people write.
 */
export const briefSchema = z.strictObject({
  company: z
    .string('Name the company.')
    .trim()
    .min(1, 'Name the company.')
    .max(200, 'The company name may have 200 characters.'),
  industry: line('The industry', 200).default(''),
  discovery_notes: z
    .string()
    .max(maximumNotesLength, `The notes may have ${maximumNotesLength.toLocaleString('en')} characters.`)
    .default(''),
  pain_points: z.array(line('A pain point', 1_000).min(1)).max(20, 'Name at most 20 pain points.').default([]),
  include_semantic_layer: z.boolean().default(true),
  warehouse: z.enum(warehouses, `Choose one of ${warehouses.join(', ')}.`).default('snowflake'),
  target: z.enum(targets, `Choose one of ${targets.join(', ')}.`).default('local'),
  call_date: calendarDate.optional(),
  call_minutes: z
    .number()
    .int()
    .min(5, 'A call has at least 5 minutes.')
    .max(240, 'A call has at most 240 minutes.')
    .default(30),
  attendees: z.array(line('An attendee', 200).min(1)).max(30).default([]),
  dbt_maturity: z.enum(['new', 'some', 'expert']).default('some'),
  must_show: z.array(line('An entry', 300).min(1)).max(20).default([]),
  must_not_mention: z.array(line('An entry', 200).min(1)).max(50).default([]),
  data_volume: z.enum(dataVolumes, `Choose one of ${dataVolumes.join(', ')}.`).default('ten'),
});
export type Brief = z.output<typeof briefSchema>;
export type BriefInput = z.input<typeof briefSchema>;
