import type { z } from 'zod';
import type { Usage } from '../../domain/build/model-usage.ts';

/** One question to a model, and the form its answer must have. */
export interface ModelRequest<T> {
  /** Names the answer for the vendor and the recordings: `[a-z0-9-]{1,64}`. */
  readonly task: string;
  /** What it is about, where several questions have one task: a source, a model. */
  readonly subject?: string;
  /** Which further try of the same question it is, such as `mend`; the first one has none. */
  readonly attempt?: string;
  /** The same for every call of the service; cached by the vendor where it can be. */
  readonly system: string;
  /** Shared by the calls of one build, cached too; may be empty. */
  readonly context: string;
  readonly prompt: string;
  /** An object at the root, and only what both vendors' strict modes take (see `checkSchema`). */
  readonly schema: z.ZodType<T>;
  /** Most tokens the answer may have, the model's thinking included. */
  readonly maxTokens: number;
}

/** How a running call is stopped, and where it says how far it is. */
export interface ModelCall {
  readonly signal: AbortSignal;
  /** One short line, such as `writing, 1,240 tokens`; about two a second at most, and one every few seconds at least. */
  progress(line: string): void;
  /** What a call has cost that was given up before its answer was complete, as far as it is known. */
  givenUp?(usage: Usage): void;
}

export interface ModelAnswer<T> {
  readonly value: T;
  readonly usage: Usage;
  /** The model that answered, as the vendor names it. */
  readonly model: string;
  /** The vendor's name of the call, for asking them about it. */
  readonly requestId?: string;
}

/** What answers in a given form. */
export interface Model {
  readonly provider: string;
  readonly model: string;
  /**
   * Asks once; nothing is tried again here, as the step alone decides that.
   * @throws {ModelError} for everything that goes wrong
   * @throws the signal's reason when the call is given up
   */
  complete<T>(request: ModelRequest<T>, call: ModelCall): Promise<ModelAnswer<T>>;
}

/** How long a call may take, and how long nothing at all may arrive meanwhile, in milliseconds. */
export interface CallLimits {
  readonly totalMs: number;
  readonly idleMs: number;
}

/** A thinking model may be silent for minutes and long answers take minutes to write. */
export const defaultLimits: CallLimits = { totalMs: 15 * 60_000, idleMs: 3 * 60_000 };

/** What opens a vendor's door. */
export interface VendorAccess {
  readonly key: string;
  /** Instead of the vendor's own address, such as a gateway. */
  readonly baseUrl?: string | undefined;
}

/** A vendor of models; one file each. */
export interface ModelVendor {
  /** Such as `anthropic`; also the word of `DEFAULT_AI_PROVIDER`. */
  readonly id: string;
  /** As people write it, such as `Anthropic`. */
  readonly title: string;
  /** Every key of the vendor begins so. */
  readonly keyStart: string;
  /** @throws {ModelError} `ai-key-refused` for a key that cannot be one */
  open(access: VendorAccess, model: string, limits?: CallLimits): Model;
  /**
   * Ids of the models that answer in a given form, newest first.
   * @throws {ModelError} for everything that goes wrong
   * @throws the signal's reason when it is given up
   */
  list(access: VendorAccess, signal: AbortSignal): Promise<readonly string[]>;
}

/** About how many tokens a text has; vendors count while writing only at the end. */
export function guessTokens(characters: number): number {
  return Math.ceil(characters / 4);
}
