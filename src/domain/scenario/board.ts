import { z } from 'zod';
import { identifier, shortText } from './identifier.ts';

/** A mart that a front end reads: each row carries what is shown as JSON. The live page draws the newest rows. */
export const board = z.strictObject({
  title: shortText,
  mart: identifier,
  /** The text column that holds each row's JSON object. */
  payload: identifier,
  /** The date column that says what day a row is for. */
  as_of: identifier,
});
export type Board = z.infer<typeof board>;
