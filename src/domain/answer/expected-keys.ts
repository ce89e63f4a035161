import type { Cell } from '../project/piece.ts';
import type { Source } from '../scenario/source.ts';

/** Keys that the rows of a source have: ten on day one, and after them those that may arrive. */
export const expectedKeyCount = 40;

/**
 * The keys of a source's rows in their order. They follow from the source alone, so that rows of several sources can be
 * written at the same time and still join: the prompt of a child lists the keys of its parents.
 *
 * @example expectedKeys(orders) // ['ORD-1001', 'ORD-1002', …]; of an integer key 1001, 1002, …
 */
export function expectedKeys(source: Source): Cell[] {
  const key = source.columns.find(({ primary_key }) => primary_key);
  if (!key) return [];
  const prefix = `${source.entity.replaceAll('_', '').slice(0, 3).toUpperCase()}-`;
  return Array.from({ length: expectedKeyCount }, (_, index) =>
    key.type === 'string' ? `${prefix}${1_001 + index}` : 1_001 + index,
  );
}
