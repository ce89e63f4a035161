import { notShown, type Rehearsed, running } from './shown.ts';
import type { Judgement, Wish } from './wishes.ts';

export interface JudgedWish {
  readonly id: string;
  readonly met: boolean;
  /** Why it does not count; empty when it does. */
  readonly why: string;
}

/** Why a wish does not count that has no judgement. */
export const notJudged = 'nobody has judged it';

/**
 * Which wishes a demo meets. What is judged to show a wish must be there, have run and have been as promised: all that is
 * named, at least one thing that runs, and one of the kind that the wish was to be shown by. A feature, such as lineage
 * or an escaped name, is no thing that runs; it may be shown by files beside what runs.
 */
export function judge(wishes: readonly Wish[], judgement: Judgement, rehearsed: Rehearsed): JudgedWish[] {
  return wishes.map(({ id, shown_by: expected }) => {
    const judged = judgement.wishes.find((one) => one.id === id);
    if (!judged) return { id, met: false, why: notJudged };
    const { shown_by: shown, because } = judged;
    if (shown.length === 0) return { id, met: false, why: because };
    if (!shown.some(({ kind }) => running.includes(kind))) return { id, met: false, why: 'names nothing that runs' };
    const fits = expected === 'feature' || shown.some(({ kind }) => kind === expected || isTest(kind, expected));
    if (!fits) return { id, met: false, why: `names no ${expected}` };
    const missing = shown.flatMap((one) => notShown(one, rehearsed) ?? []);
    return { id, met: missing.length === 0, why: missing.join('; ') };
  });
}

/** A unit test is a test. */
function isTest(kind: string, expected: Wish['shown_by']): boolean {
  return expected === 'test' && kind === 'unit_test';
}
