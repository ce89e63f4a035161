import type { Problem } from '../domain/scenario/check/problem.ts';
import { StepError } from './step-error.ts';

/** As many as a person reads. */
const shown = 5;

/**
 * Pieces that do not fit are neither kept nor rendered.
 *
 * @throws StepError naming what does not fit
 */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const list = problems.slice(0, shown).map(({ path, message }) => `${path}: ${message}`);
  const more = problems.length > shown ? ` And ${problems.length - shown} more.` : '';
  throw new StepError('pieces-unsound', `What was written does not fit the scenario. ${list.join(' ')}${more}`, {
    mend: 'Go back to the scenario and edit what is named so that they fit, or ask for another draft of that section.',
  });
}
