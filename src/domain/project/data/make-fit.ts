import type { ValueRule } from '../fuller-rule.ts';
import { day } from './calendar.ts';
import { makeValue } from './make-value.ts';
import type { RowInTheMaking, Slot } from './row-in-the-making.ts';
import { columnsRead } from './slot-order.ts';

type Made = readonly [slot: Slot, rule: ValueRule];

/** Rows are made anew this often before what does not fit is cut. */
const mostAttempts = 30;

/** What of a row depends on when it is, or on its parents: made anew where a row does not fit, while the rest stays. */
export function movingSlots(slots: readonly Made[]): Made[] {
  const moving = new Set<string>();
  return slots.filter(([{ column }, rule]) => {
    const moves = isMoving(rule) || columnsRead(rule).some((read) => moving.has(read));
    if (moves) moving.add(column);
    return moves;
  });
}

function isMoving(rule: ValueRule): boolean {
  switch (rule.kind) {
    case 'day':
    case 'moment':
    case 'after':
    case 'reference':
    case 'lookup':
      return true;
    case 'once_per':
      return isMoving(rule.use);
    case 'when':
      return isMoving(rule.use) || isMoving(rule.otherwise);
    default:
      return false;
  }
}

/**
 * Makes a row earlier, or of other parents, until nothing of it lies beyond the last day or before one of its parents.
 * What never fits keeps its last moments at that day's end, and its first ones at its parents' beginning.
 *
 * @returns whether the row can be: not one that hangs on a date that no parent has
 */
export function makeFit(row: RowInTheMaking, moving: readonly Made[]): boolean {
  const { unfit } = row;
  for (let attempt = 0; attempt < mostAttempts && (unfit.beyond > 0 || unfit.lost || unfit.early); attempt += 1) {
    unfit.earlier += unfit.beyond > 0 ? Math.ceil(unfit.beyond / day) : 0;
    unfit.beyond = 0;
    unfit.lost = false;
    unfit.early = false;
    for (const [slot, rule] of moving) row.values.set(slot.column, makeValue(rule, row, slot));
  }
  return !unfit.lost;
}
