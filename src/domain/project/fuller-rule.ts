import { z } from 'zod';
import { identifier, sourceId } from '../scenario/identifier.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** How one column's value is made in a generated row; a rule may read columns that stand before it. */
export type ValueRule =
  | { kind: 'sequence'; prefix?: string; start: number; width?: number }
  | { kind: 'constant'; value: z.infer<typeof cell> }
  | { kind: 'pick'; from: { value: z.infer<typeof cell>; weight?: number }[] }
  | { kind: 'compose'; pattern: string; lists: Record<string, string[]> }
  | { kind: 'number'; minimum: number; maximum: number; decimals?: number; skew?: number }
  | { kind: 'day'; earliest_days_ago: number; latest_days_ago: number }
  | { kind: 'moment'; earliest_days_ago: number; latest_days_ago: number }
  | { kind: 'after'; column: string; minimum_hours: number; maximum_hours: number }
  | { kind: 'reference'; source: string; column: string; skew?: number }
  | { kind: 'lookup'; source: string; column: string }
  | { kind: 'copy'; column: string }
  | { kind: 'multiply'; columns: string[]; factor?: number; decimals?: number }
  | { kind: 'previous'; column: string; first: ValueRule }
  | { kind: 'when'; column: string; is: z.infer<typeof cell>[]; use: ValueRule; otherwise: ValueRule };

const share = z.number().positive().optional();
const daysAgo = { earliest_days_ago: z.number().int().min(0), latest_days_ago: z.number().int().min(0) };

export const valueRule: z.ZodType<ValueRule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('sequence'),
      prefix: z.string().optional(),
      start: z.number().int(),
      width: z.number().int().optional(),
    }),
    z.strictObject({ kind: z.literal('constant'), value: cell }),
    z.strictObject({ kind: z.literal('pick'), from: z.array(z.strictObject({ value: cell, weight: share })).min(1) }),
    z.strictObject({
      kind: z.literal('compose'),
      pattern: z.string(),
      lists: z.record(z.string(), z.array(z.string()).min(1)),
    }),
    z.strictObject({
      kind: z.literal('number'),
      minimum: z.number(),
      maximum: z.number(),
      decimals: z.number().int().min(0).max(4).optional(),
      skew: share,
    }),
    z.strictObject({ kind: z.literal('day'), ...daysAgo }),
    z.strictObject({ kind: z.literal('moment'), ...daysAgo }),
    z.strictObject({
      kind: z.literal('after'),
      column: identifier,
      minimum_hours: z.number().min(0),
      maximum_hours: z.number().min(0),
    }),
    z.strictObject({ kind: z.literal('reference'), source: sourceId, column: identifier, skew: share }),
    z.strictObject({ kind: z.literal('lookup'), source: sourceId, column: identifier }),
    z.strictObject({ kind: z.literal('copy'), column: identifier }),
    z.strictObject({
      kind: z.literal('multiply'),
      columns: z.array(identifier).min(1),
      factor: z.number().optional(),
      decimals: z.number().int().min(0).max(4).optional(),
    }),
    z.strictObject({ kind: z.literal('previous'), column: identifier, first: valueRule }),
    z.strictObject({
      kind: z.literal('when'),
      column: identifier,
      is: z.array(cell).min(1),
      use: valueRule,
      otherwise: valueRule,
    }),
  ]),
) as z.ZodType<ValueRule>;

/** How a source's further rows are made: freely, or as a chain of rows for each parent row. */
export const fullerRule = z.strictObject({
  /** Rows come in runs, one run a parent row; `previous` reads the row before in the same run. */
  per: z
    .strictObject({
      source: sourceId,
      column: identifier,
      minimum: z.number().int().min(1),
      maximum: z.number().int().min(1),
    })
    .optional(),
  columns: z.record(identifier, valueRule),
});
export type FullerRule = z.infer<typeof fullerRule>;
