import { FoundryError } from '../../domain/foundry-error.ts';
import type { Problem } from '../../domain/scenario/check/problem.ts';

const shown = 5;

/** A draft does not hold together, though it was sent back and asked for in a simpler form. A person can mend it. */
export class UnsoundDraft extends FoundryError {
  /** A scenario as far as it goes: what is wrong in it may be its form as well. */
  readonly draft: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];

  constructor(draft: Readonly<Record<string, unknown>>, problems: readonly Problem[]) {
    const list = problems.slice(0, shown).map(({ path, message }) => `${path}: ${message}`);
    const more = problems.length > shown ? ` And ${problems.length - shown} more.` : '';
    super(
      'draft-unsound',
      `The draft does not hold together, nor did what was asked for in its place. ${list.join(' ')}${more}`,
      { mend: 'Mend it by hand, try again, choose a stronger model or say more in the notes.', retryable: false },
    );
    this.draft = draft;
    this.problems = problems;
  }
}
