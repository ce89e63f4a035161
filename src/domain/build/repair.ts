import type { PieceName } from './piece-choice.ts';

/** What a round of repair did to one piece. Digests as in `state.ts`. */
export interface RepairOutcome extends PieceName {
  /** `cleared`: no fault was found in it. `refused`: what came back took something away, or did not fit. */
  readonly outcome: 'repaired' | 'cleared' | 'refused';
  /** The piece as it was mended. */
  readonly piece?: string;
  /** What was wrong and what was changed, kept as an artifact: a `RepairRecord`. */
  readonly record: string;
}

/** Rounds of repair that one project gets before a person is asked. */
export const repairRounds = 3;

const words: Record<RepairOutcome['outcome'], string> = {
  repaired: 'changed',
  cleared: 'no fault found in',
  refused: 'answer refused for',
};

/** What a round did, in a few words: `changed fct_orders`. */
export function repairedInWords(repairs: readonly RepairOutcome[]): string {
  if (repairs.length === 0) return 'nothing in it is for a model to mend';
  return repairs.map(({ outcome, subject }) => `${words[outcome]} ${subject}`).join(', ');
}
