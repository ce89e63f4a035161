import { z } from 'zod';

/** One cell of a row. Dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS`. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cell>;
/** A row in the order of its table's columns. */
export const row = z.array(cell);
export type Row = z.infer<typeof row>;
