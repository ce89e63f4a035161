import type { ValueRule } from '../project/fuller-rule.ts';
import type { Cell } from '../scenario/cell.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';
import type { SpreadAnswer } from './rows.ts';

/**
 * The rule of a spread other than weights; none where it cannot be one of this column.
 *
 * @param values of the written rows: where these have capitals, other columns go into a text as they are
 */
export function spreadRule(
  { name, type }: SourceColumn,
  spread: SpreadAnswer | undefined,
  source: Source,
  values: readonly Cell[],
): ValueRule | undefined {
  const numeric = type === 'integer' || type === 'amount' || type === 'ratio';
  const decimals = type === 'integer' ? 0 : type === 'amount' ? 2 : 4;
  const isColumn = (other: string) => source.columns.some((column) => column.name === other && other !== name);
  switch (spread?.kind) {
    case 'range': {
      const { minimum, maximum, skew } = spread;
      return numeric && maximum > minimum
        ? { kind: 'number', minimum, maximum, decimals, ...(skew > 0 ? { skew } : {}) }
        : undefined;
    }
    case 'product': {
      const { factors } = spread;
      const sound = numeric && factors.length > 0 && factors.every(isColumn);
      return sound ? { kind: 'multiply', columns: [...factors], decimals } : undefined;
    }
    case 'words': {
      const lists = Object.fromEntries(
        spread.lists.filter(({ entries }) => entries.length > 0).map((list) => [list.name, list.entries]),
      );
      const blanks = [...spread.pattern.matchAll(/\{(\w+)\}/g)].map(([, blank = '']) => blank);
      const sound =
        type === 'string' && blanks.length > 0 && blanks.every((blank) => blank in lists || isColumn(blank));
      const asWritten = values.some((value) => String(value ?? '') !== String(value ?? '').toLowerCase());
      const { pattern } = spread;
      return sound ? { kind: 'compose', pattern, lists, ...(asWritten ? { as_written: true } : {}) } : undefined;
    }
    default:
      return undefined;
  }
}
