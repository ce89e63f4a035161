import { FoundryError } from '../../../domain/foundry-error.ts';
import type { Problem } from '../../../domain/scenario/check/problem.ts';

const shown = 5;

/** A model answered twice, and neither answer passed its checks. Asking once more may well help. */
export class AnswerError extends FoundryError {
  readonly problems: readonly Problem[];

  constructor(task: string, problems: readonly Problem[]) {
    const list = problems.slice(0, shown).map(({ path, message }) => `${path}: ${message}`);
    const more = problems.length > shown ? ` And ${problems.length - shown} more.` : '';
    super(
      'answer-unsound',
      `The answer to “${task.replaceAll('-', ' ')}” did not hold together, nor did the second one. ${list.join(' ')}${more}`,
      {
        mend: 'Try again: the next answer is another one. If it fails again, choose a stronger model or say more in the notes.',
        retryable: true,
      },
    );
    this.problems = problems;
  }
}
