import type { Cell } from '../../scenario/cell.ts';
import type { ColumnType } from '../../scenario/column.ts';
import type { ValueRule } from '../fuller-rule.ts';
import type { Tally } from './pick.ts';
import type { Random } from './random.ts';

/** A row in the making, or one that is made, by column name. */
export type NamedRow = Map<string, Cell>;

/** All rows of a source so far: the written ones first. */
export interface SourceRows {
  readonly written: readonly NamedRow[];
  readonly generated: NamedRow[];
}

/** What a rule may read while one row is made. */
export interface RowInTheMaking {
  readonly source: string;
  readonly values: NamedRow;
  readonly previous: NamedRow | undefined;
  /** The parent row that was picked, by source. */
  readonly parents: Map<string, NamedRow>;
  readonly position: number;
  readonly length: number;
  /** What is left of amounts that the run splits, in cents. */
  readonly remainders: Map<string, number>;
  readonly sources: ReadonlyMap<string, SourceRows>;
  readonly asOf: string;
  readonly random: Random;
  readonly nextKey: (rule: Extract<ValueRule, { kind: 'sequence' }>) => Cell;
  /** How often each value of a rule has been picked so far. */
  readonly tallyOf: (rule: ValueRule) => Tally;
  /** What a rule has made once for each value of a column. */
  readonly keptOf: (rule: ValueRule) => Map<Cell, Cell>;
  readonly unfit: Unfit;
}

/** Why a row may have to be made again, and how it is then. */
export interface Unfit {
  /** Milliseconds by which something of it lies beyond the last day. */
  beyond: number;
  /** It hangs on a date that is not there. */
  lost: boolean;
  /** Something of it comes before one of its parents. */
  early: boolean;
  /** Days by which it is made earlier. */
  earlier: number;
}

/** What the made value is for: decides its form, and whether it may be empty. */
export interface Slot {
  readonly column: string;
  readonly type: ColumnType | undefined;
  readonly nullable: boolean;
}
