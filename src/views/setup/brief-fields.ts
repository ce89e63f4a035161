import type { Brief, BriefInput } from '../../domain/brief/brief.ts';

/** What stands in the form, as text: lists have an entry a line, a ticked box is `on`. */
export type BriefFields = Partial<Record<keyof Brief, string>>;

/** What is wrong, by field; `''` holds what is about no field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export const listFields = ['pain_points', 'attendees', 'must_show', 'must_not_mention'] as const;

/** What an empty form holds. */
export const emptyFields: BriefFields = {
  include_semantic_layer: 'on',
  warehouse: 'snowflake',
  target: 'local',
  call_minutes: '30',
  dbt_maturity: 'some',
};

/** A brief as the form shows it. */
export function fieldsOf(brief: BriefInput): BriefFields {
  const entries = Object.entries(brief).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join('\n') : value === true ? 'on' : value === false ? '' : String(value ?? ''),
  ]);
  return { ...emptyFields, ...Object.fromEntries(entries) };
}
