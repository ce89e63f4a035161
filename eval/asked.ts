import type { Usage } from '../src/domain/build/model-usage.ts';

/** One question of a run, and what became of it. */
export interface Asked {
  /** The name of its files. */
  readonly name: string;
  /** Which further try it was; the first has none. */
  readonly attempt: string | undefined;
  readonly outcome: 'answered' | 'waiting' | 'failed';
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

/** Whether an earlier answer to the same question was sent back: for mending, or for something simpler. */
export function wasSentBack({ attempt }: Pick<Asked, 'attempt'>): boolean {
  return attempt !== undefined && /^(mend|simpler)$/.test(attempt);
}
