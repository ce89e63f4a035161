import type { Usage } from '../src/integrations/ai/model.ts';

/** One question of a run, and what became of it. */
export interface Asked {
  /** The name of its files. */
  readonly name: string;
  /** Which further try it was; the first has none. */
  readonly attempt: string | undefined;
  readonly outcome: 'answered' | 'waiting';
  /** Answers to another form than is asked for now cannot be used. */
  readonly stale: boolean;
  /** The words of the prompt were others when it was answered. */
  readonly reworded: boolean;
  /** Why an answer that was handed in was not taken. */
  readonly refused: readonly string[];
  readonly model: string;
  readonly usage: Usage;
  readonly estimated: boolean;
  readonly seconds: number | null;
}
