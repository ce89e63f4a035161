import { z } from 'zod';

/** A mart with one row for every day from the first to the last, both included, with the periods of a fiscal year. */
export const calendar = z.strictObject({
  first: z.iso.date(),
  last: z.iso.date(),
  /** The month with which the fiscal year begins; it is named by the calendar year in which it ends. */
  fiscal_year_begins: z.number().int().min(1).max(12).default(1),
});
export type Calendar = z.infer<typeof calendar>;
