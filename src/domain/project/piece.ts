import { z } from 'zod';
import { cell, row } from '../scenario/cell.ts';
import { identifier, nodeName, prose, slug, sourceId } from '../scenario/identifier.ts';
import { fullerRule } from './fuller-rule.ts';

/** The key of one row: a cell, or the cells of a composite key in the order of its columns. */
const rowKey = z.union([cell, z.array(cell).min(2).max(4)]);
export type RowKey = z.infer<typeof rowKey>;

/** What a batch does to the rows before it: rows that arrive, and rows that are delivered anew with other values. */
export const delivery = z.strictObject({
  append: z.array(row).max(200).default([]),
  amend: z
    .array(z.strictObject({ key: rowKey, set: z.record(identifier, cell) }))
    .max(200)
    .default([]),
});
export type Delivery = z.infer<typeof delivery>;

/** The rows of one source: day one, the next day, and each incident that strikes it. */
export const rowsPieceSchema = z.strictObject({
  schema: z.literal('rows/1'),
  source: sourceId,
  /** The day that all dates below are written for; rendering moves them to the build's own day. */
  as_of: z.iso.date(),
  /** Exactly ten rows, written to be read aloud. */
  day_one: z.array(row).length(10),
  next_day: delivery,
  incidents: z.record(slug, delivery).default({}),
  /** How further rows are made where the brief wants fuller data. */
  fuller: fullerRule,
});
export type RowsPiece = z.infer<typeof rowsPieceSchema>;

/** Rows of one input, by column name. A `this` input is the incremental model as it stood before. */
const unitRows = z.array(z.record(identifier, cell)).max(20);

/** A unit test of one model's logic. Only the columns that matter are given. */
export const unitTest = z.strictObject({
  name: identifier,
  description: prose,
  given: z
    .array(z.strictObject({ input: nodeName, rows: unitRows }))
    .min(1)
    .max(8),
  expect: unitRows.min(1),
  /** Runs the model's incremental branch: needs an input named `this`. */
  incremental: z.boolean().default(false),
});
export type UnitTest = z.infer<typeof unitTest>;

/**
 * The logic of one model: a list of common table expressions, the last one called `final`, without Jinja blocks.
 * Every input of the model can be read by its import name; rendering adds imports, casts, configuration and the
 * incremental filter. Portable macros of dbt (`{{ dbt.date_trunc(...) }}`) are allowed.
 */
export const sqlPieceSchema = z.strictObject({
  schema: z.literal('sql/1'),
  model: identifier,
  sql: z.string().min(1).max(20_000),
  unit_tests: z.array(unitTest).max(4).default([]),
});
export type SqlPiece = z.infer<typeof sqlPieceSchema>;

/** The SQL that a change brings for one model, in the same shape. */
export const changePieceSchema = z.strictObject({
  schema: z.literal('change-sql/1'),
  change: slug,
  models: z.array(sqlPieceSchema).min(1).max(3),
});
export type ChangePiece = z.infer<typeof changePieceSchema>;

/** A piece of any kind, told apart by its schema. */
export const pieceSchema = z.discriminatedUnion('schema', [rowsPieceSchema, sqlPieceSchema, changePieceSchema]);
export type Piece = z.infer<typeof pieceSchema>;

/** Whether it is what this step makes of this source, model or change. */
export function isPieceOf(piece: Piece, step: string, subject: string): boolean {
  switch (piece.schema) {
    case 'rows/1':
      return step === 'generate-rows' && piece.source === subject;
    case 'sql/1':
      return step === 'generate-sql' && piece.model === subject;
    case 'change-sql/1':
      return step === 'generate-change' && piece.change === subject;
  }
}

/** Everything that rendering needs besides the scenario. */
export interface Pieces {
  readonly rows: readonly RowsPiece[];
  readonly sql: readonly SqlPiece[];
  readonly changes: readonly ChangePiece[];
}

/** Pieces told apart by kind, in the order they come in. */
export function byKind(pieces: readonly Piece[]): Pieces {
  return {
    rows: pieces.filter((piece) => piece.schema === 'rows/1'),
    sql: pieces.filter((piece) => piece.schema === 'sql/1'),
    changes: pieces.filter((piece) => piece.schema === 'change-sql/1'),
  };
}
