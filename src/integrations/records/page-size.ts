import { RecordsError } from './errors.ts';

/** Checks how many rows a page may have. Throws `RecordsError` outside 1 to 200. */
export function pageSize(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw new RecordsError('records-filter', 'Ask for 1 to 200 rows at a time.');
}
