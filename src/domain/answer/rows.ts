import { z } from 'zod';
import type { Scenario } from '../scenario/scenario.ts';
import type { Source } from '../scenario/source.ts';

/** How one column of the further rows is spread, where the ten rows do not say enough. */
const spreadAnswer = z.object({
  column: z.string(),
  kind: z
    .enum(['weights', 'range', 'words', 'product'])
    .describe('weights of its values; a range of numbers; text made of words; the product of other columns'),
  weights: z.array(z.object({ value: z.string(), weight: z.number() })),
  minimum: z.number(),
  maximum: z.number(),
  skew: z.number().describe('1 spreads a range evenly, above 1 favours its low end.'),
  pattern: z.string().describe('words: such as {first_name} {last_name}; braces name a list or another column.'),
  lists: z.array(z.object({ name: z.string(), entries: z.array(z.string()) })),
  factors: z.array(z.string()).describe('product: number columns of the same row.'),
});
export type SpreadAnswer = z.infer<typeof spreadAnswer>;

const fullerAnswer = z.object({
  days_back: z.number().describe('How many days before the last day the further rows begin.'),
  growth: z.number().describe('1 for the same on every day, above 1 for more towards the end.'),
  season: z
    .array(z.number())
    .describe('How much happens in each month of the calendar: twelve numbers, January first; empty for the same.'),
  spreads: z.array(spreadAnswer),
});
export type FullerAnswer = z.infer<typeof fullerAnswer>;

/** A cell as text: an empty text for no value, numbers with a point, `true` and `false`, dates as ISO 8601. */
export type TextRow = Readonly<Record<string, string>>;
export interface DeliveryAnswer {
  readonly append: readonly TextRow[];
  readonly amend: readonly { readonly key: string; readonly set: readonly { column: string; value: string }[] }[];
}
export interface RowsAnswer {
  readonly as_of: string;
  readonly day_one: readonly TextRow[];
  readonly next_day: DeliveryAnswer;
  readonly incidents: readonly (DeliveryAnswer & { readonly id: string })[];
  readonly fuller: FullerAnswer;
}

/** The rows of one source: a schema of its own, with a key for each of the source's columns. */
export function rowsAnswer(source: Source, incidents: Scenario['incidents']): z.ZodType<RowsAnswer> {
  const row = z.object(
    Object.fromEntries(
      source.columns.map(({ name, type, nullable }) => [
        name,
        z.string().describe(`${type}${nullable ? ', empty for no value' : ''}`),
      ]),
    ),
  );
  const delivery = {
    append: z.array(row).describe('Rows that arrive.'),
    amend: z
      .array(
        z.object({
          key: z.string().describe('The primary key of a row that is there.'),
          set: z.array(z.object({ column: z.string(), value: z.string() })),
        }),
      )
      .describe('Rows that are delivered with other values.'),
  };
  const ids = incidents.map(({ id }) => id).join(', ');
  return z.object({
    as_of: z.string().describe('The last day of the ten rows, YYYY-MM-DD.'),
    day_one: z.array(row).describe('Exactly ten rows.'),
    next_day: z.object(delivery),
    incidents: z
      .array(z.object({ id: z.string(), ...delivery }))
      .describe(ids === '' ? 'Empty.' : `One entry for each of ${ids}.`),
    fuller: fullerAnswer,
  });
}
