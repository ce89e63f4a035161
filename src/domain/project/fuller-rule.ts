import { z } from 'zod';
import { identifier, sourceId } from '../scenario/identifier.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
type RuleCell = z.infer<typeof cell>;

/**
 * How one column's value is made in a generated row; a rule may read others of the row, which are then made first.
 * A `skew` above 1 favours the low end of numbers, the first rows of a parent, and the recent end of dates.
 */
export type ValueRule =
  | { kind: 'sequence'; prefix?: string; start: number; width?: number }
  | { kind: 'constant'; value: RuleCell }
  | { kind: 'pick'; from: { value: RuleCell; weight?: number }[]; even?: boolean }
  | { kind: 'similar'; columns: string[]; rows: RuleCell[][]; above?: string }
  | { kind: 'compose'; pattern: string; lists: Record<string, string[]>; as_written?: boolean }
  | { kind: 'number'; minimum: number; maximum: number; decimals?: number; skew?: number }
  | {
      kind: 'day' | 'moment';
      earliest_days_ago: number;
      latest_days_ago: number;
      not_before?: string;
      skew?: number;
      from_month_start?: boolean;
      month_day?: MonthDay;
      season?: number[];
      clock?: Clock;
    }
  | {
      kind: 'after';
      column: string;
      minimum_hours: number;
      maximum_hours: number;
      not_before?: string;
      not_after?: string;
      clip?: boolean;
      clock?: Clock;
      whole_days?: boolean;
    }
  | { kind: 'month'; column: string; months: number; day: MonthDay }
  | { kind: 'latest'; columns: string[] }
  | { kind: 'reference'; source: string; column: string; skew?: number; written?: boolean }
  | { kind: 'lookup'; source: string; column: string; joins?: { source: string; column: string } }
  | { kind: 'copy'; column: string }
  | { kind: 'multiply'; columns: string[]; factor?: number; decimals?: number }
  | { kind: 'add'; columns: string[]; less?: string[] }
  | { kind: 'vary'; value: number; share: number; by: string; step: number }
  | { kind: 'once_per'; column: string; known: { is: RuleCell; value: RuleCell }[]; use: ValueRule }
  | { kind: 'previous'; column: string; first: ValueRule }
  | { kind: 'position'; from: 'start' | 'end' }
  | { kind: 'split'; source: string; column: string }
  | { kind: 'sum'; source: string; by: string; columns: string[] }
  | { kind: 'when'; column: string; is: RuleCell[]; use: ValueRule; otherwise: ValueRule };

/** The day of a month on which a thing always is. */
const monthDay = z.enum(['first', 'last']);
export type MonthDay = z.infer<typeof monthDay>;

const minuteOfDay = z.number().int().min(0).max(1_439);

/** When a thing happens: between two minutes of the day, on whole steps of minutes, and on which days. */
const clock = z.strictObject({
  from_minute: minuteOfDay,
  to_minute: minuteOfDay,
  step_minutes: z.number().int().min(1).max(60),
  /** Mondays to Fridays alone. */
  weekdays: z.boolean(),
});
export type Clock = z.infer<typeof clock>;

const positive = z.number().positive().optional();
const decimals = z.number().int().min(0).max(4).optional();
const span = {
  earliest_days_ago: z.number().int().min(0),
  latest_days_ago: z.number().int().min(0),
  not_before: identifier.optional(),
  skew: positive,
  /** The span begins with the first whole month in it, so that no month of a report is a stub. */
  from_month_start: z.boolean().optional(),
  /** Always on this day of its month. */
  month_day: monthDay.optional(),
  /** How much happens in each month of the calendar, January first; only their proportions count. */
  season: z.array(z.number().positive()).length(12).optional(),
  clock: clock.optional(),
};

export const valueRule: z.ZodType<ValueRule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    /** Numbers that count up; those that the written rows already use are passed over. */
    z.strictObject({
      kind: z.literal('sequence'),
      prefix: z.string().optional(),
      start: z.number().int(),
      width: z.number().int().optional(),
    }),
    z.strictObject({ kind: z.literal('constant'), value: cell }),
    z.strictObject({
      kind: z.literal('pick'),
      from: z.array(z.strictObject({ value: cell, weight: positive })).min(1),
      /** The shares of all rows come out as the weights say, not just about so. */
      even: z.boolean().optional(),
    }),
    /**
     * The position of the written row, one of `rows`, that has the same values in these columns as the row in the making:
     * in `above`, where one has, and then in as many as can be.
     */
    z.strictObject({
      kind: z.literal('similar'),
      columns: z.array(identifier).min(1),
      rows: z.array(z.array(cell)).min(1),
      above: identifier.optional(),
    }),
    /** Text in which `{list}` is a pick of a list, and `{column}` another column in lower case without blanks. */
    z.strictObject({
      kind: z.literal('compose'),
      pattern: z.string(),
      lists: z.record(z.string(), z.array(z.string()).min(1)),
      /** Columns go in as they are written, as codes do. */
      as_written: z.boolean().optional(),
    }),
    z.strictObject({
      kind: z.literal('number'),
      minimum: z.number(),
      maximum: z.number(),
      decimals,
      skew: positive,
    }),
    z.strictObject({ kind: z.literal('day'), ...span }),
    z.strictObject({ kind: z.literal('moment'), ...span }),
    /**
     * Later than a column, or earlier where the hours are below 0. What would lie beyond the data's last day, or beyond
     * `not_after`, is empty where the column may be, unless it is to be clipped; else it is that end. A row in which it
     * would come before `not_before` is made of other parents.
     */
    z.strictObject({
      kind: z.literal('after'),
      column: identifier,
      minimum_hours: z.number(),
      maximum_hours: z.number(),
      not_before: identifier.optional(),
      not_after: identifier.optional(),
      clip: z.boolean().optional(),
      clock: clock.optional(),
      /** Without a time of day. */
      whole_days: z.boolean().optional(),
    }),
    /** The first or last day of the month that lies so many months after that of a column. */
    z.strictObject({ kind: z.literal('month'), column: identifier, months: z.number().int(), day: monthDay }),
    /** The latest of these dates, those that are empty aside. */
    z.strictObject({ kind: z.literal('latest'), columns: z.array(identifier).min(1) }),
    /** The key of a parent row; `written` lets the ten written parents be picked too, else only generated ones are. */
    z.strictObject({
      kind: z.literal('reference'),
      source: sourceId,
      column: identifier,
      skew: positive,
      written: z.boolean().optional(),
    }),
    /** Another column of the parent row that was picked; where it `joins`, it picks the row of that source with this key. */
    z.strictObject({
      kind: z.literal('lookup'),
      source: sourceId,
      column: identifier,
      joins: z.strictObject({ source: sourceId, column: identifier }).optional(),
    }),
    z.strictObject({ kind: z.literal('copy'), column: identifier }),
    z.strictObject({
      kind: z.literal('multiply'),
      columns: z.array(identifier).min(1),
      factor: z.number().optional(),
      decimals,
    }),
    /** The sum of columns, without those that are taken off. */
    z.strictObject({
      kind: z.literal('add'),
      columns: z.array(identifier).min(1),
      less: z.array(identifier).optional(),
    }),
    /**
     * About a value: up to so large a share of it below or above, on whole steps. Values that are varied `by` the same
     * working value, which lies between -1 and 1, keep their proportions.
     */
    z.strictObject({
      kind: z.literal('vary'),
      value: z.number(),
      share: z.number().min(0).max(1),
      by: identifier,
      step: z.number().positive(),
    }),
    /** The same in all rows with the same value in a column: as in the written rows that have it, else as first made. */
    z.strictObject({
      kind: z.literal('once_per'),
      column: identifier,
      known: z.array(z.strictObject({ is: cell, value: cell })),
      use: valueRule,
    }),
    z.strictObject({ kind: z.literal('previous'), column: identifier, first: valueRule }),
    /** The row's place in its run, 1 for the first one; or, from the end, 1 for the last one. */
    z.strictObject({ kind: z.literal('position'), from: z.enum(['start', 'end']) }),
    /** A part of the parent's amount; the parts of a run add up to it. */
    z.strictObject({ kind: z.literal('split'), source: sourceId, column: identifier }),
    /** The total over the child rows, their columns multiplied; no other column of the row may read it. */
    z.strictObject({
      kind: z.literal('sum'),
      source: sourceId,
      by: identifier,
      columns: z.array(identifier).min(1).max(3),
    }),
    z.strictObject({
      kind: z.literal('when'),
      column: identifier,
      is: z.array(cell).min(1),
      use: valueRule,
      otherwise: valueRule,
    }),
  ]),
) as z.ZodType<ValueRule>;

const runLength = { minimum: z.number().int().min(0), maximum: z.number().int().min(0) };

/** How a source's further rows are made: freely, or as a run of rows for each generated parent row. */
export const fullerRule = z.strictObject({
  per: z
    .strictObject({
      source: sourceId,
      column: identifier,
      ...runLength,
      /** Other lengths for parent rows whose column has one of these values; the first that fits counts. */
      lengths: z
        .array(z.strictObject({ column: identifier, is: z.array(cell).min(1), ...runLength }))
        .max(10)
        .optional(),
      /** The run's last row is the first one in which this column is empty. */
      ends_with: identifier.optional(),
      /** The run ends before the first row in which this column, or working value, is empty. */
      ends_before: identifier.optional(),
    })
    .optional(),
  /** At most so many, where the volume would give more; 0 where the written rows are all there are. */
  most: z.number().int().min(0).optional(),
  /**
   * A row of which something would lie beyond the data's last day, or which hangs on a date that its parent has not, is
   * made earlier or of another parent, as a whole.
   */
  kept_whole: z.boolean().optional(),
  /** Values that columns and other values read and that are not written; none has a column's name. */
  working: z.record(identifier, valueRule).optional(),
  columns: z.record(identifier, valueRule),
});
export type FullerRule = z.infer<typeof fullerRule>;
