import { sourceId } from '../naming/names.ts';
import type { Cell } from '../scenario/cell.ts';
import type { Source } from '../scenario/source.ts';

/** Keys that the rows of a source have: ten on day one, and after them those that may arrive. */
export const expectedKeyCount = 40;

/**
 * The keys of a source's rows in their order. They follow from the sources alone, so that rows of several sources can be
 * written at the same time and still join: the prompt of a child lists the keys of its parents.
 *
 * @example expectedKeys(sources, 'shop.orders') // ['ORD-2001', 'ORD-2002', …]; of an integer key 2001, 2002, …
 */
export function expectedKeys(sources: readonly Source[], id: string): Cell[] {
  const index = sources.findIndex((one) => sourceId(one) === id);
  const source = sources[index];
  const key = source?.columns.find(({ primary_key }) => primary_key);
  if (!source || !key) return [];
  const start = (index + 1) * 1_000 + 1;
  const prefix = `${source.entity.replaceAll('_', '').slice(0, 3).toUpperCase()}-`;
  return Array.from({ length: expectedKeyCount }, (_, position) =>
    key.type === 'string' ? `${prefix}${start + position}` : start + position,
  );
}
