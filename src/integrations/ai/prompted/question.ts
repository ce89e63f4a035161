import type { z } from 'zod';
import type { Problem } from '../../../domain/scenario/check/problem.ts';

/** What an answer comes to: a value, or what is wrong with it. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** One thing that a model is asked for. */
export interface Question<Answer, Value> {
  /** The prompt's file without its ending, such as `design-models`. */
  readonly task: string;
  /** What it is about, where several questions have one task: a source, a model. */
  readonly subject?: string;
  /** Which further try of the same question it is, such as `simpler`; the first one has none. */
  readonly attempt?: string;
  /** What all questions on one scenario share. */
  readonly context: string;
  readonly prompt: string;
  readonly schema: z.ZodType<Answer>;
  readonly maxTokens: number;
  /** Takes the answer in, and finds what the schema cannot hold it to. */
  read(answer: Answer): Read<Value>;
}
