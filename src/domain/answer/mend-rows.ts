import type { RowsPiece } from '../project/piece.ts';
import type { Row } from '../scenario/cell.ts';
import type { Source } from '../scenario/source.ts';
import { joinKeys, newKeys, ownKeys, rekeyed, tenRows, withKeys } from './mend-keys.ts';
import { knownValues, nextDayOf, noFuture, noGaps, orderDates, typedValues } from './mend-values.ts';
import type { Mended, Note } from './mending.ts';

/**
 * Rows with everything mended that is mechanical: a wrong count, keys, references, values outside a list, values of
 * another type, gaps, dates out of order or in the future. Rows of an incident are wrong on purpose: only their form is
 * mended. The same rows always come out the same.
 *
 * @param sources all of the scenario: keys of parents follow from them
 */
export function mendRows(
  piece: RowsPiece,
  source: Source,
  sources: readonly Source[],
): { readonly piece: RowsPiece; readonly mended: readonly Mended[] } {
  const mended: Mended[] = [];
  const note: Note = (rule, column, sentence) => {
    const where = `${piece.source}${column === undefined ? '' : `.${column}`}`;
    if (!mended.some((one) => one.where === where && one.sentence === sentence)) mended.push({ rule, where, sentence });
  };
  const mend = (rows: readonly Row[], lastDay: string): Row[] => [
    ...[typedValues, noGaps, knownValues, joinKeys, noFuture, orderDates].reduce(
      (mending, rule) =>
        rule(mending, { source, sources, lastDay, arrives: lastDay > piece.as_of, written: piece.day_one, note }),
      rows,
    ),
  ];
  const counted = tenRows(piece.day_one, note);
  const { rows: keyed, renamed } = ownKeys(counted, source, sources, note);
  const dayOne = mend(keyed, piece.as_of);
  const nextDay = nextDayOf(piece.as_of);
  return {
    piece: {
      ...piece,
      day_one: dayOne,
      next_day: rekeyed(
        { ...piece.next_day, append: mend(newKeys(piece.next_day.append, dayOne, source, sources), nextDay) },
        renamed,
      ),
      incidents: Object.fromEntries(
        Object.entries(piece.incidents).map(([id, delivery]) => [
          id,
          rekeyed(withKeys(delivery, renamed, source), renamed),
        ]),
      ),
    },
    mended,
  };
}
