import type { Problem } from '../../../domain/scenario/check/problem.ts';
import type { ProviderContext } from '../provider.ts';
import { AnswerError } from './answer-error.ts';
import { type Asking, ask, attempt } from './ask.ts';
import type { Question } from './question.ts';

/** An answer, and what is wrong with it: nothing, or what three tries left of it. */
export interface Kept<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

/** A question whose answer can be used even while it is not sound. */
export type MendableQuestion<Answer> = Omit<Question<Answer, Answer>, 'read'> & {
  /** The answer as it would be used, and all that is wrong with it. */
  take(answer: Answer): Kept<Answer>;
};

/**
 * Asks, sends the answer back once with what is wrong, then asks for something simpler; what still is not sound then is
 * given back for a person to mend, the try with the fewest faults.
 *
 * @throws ModelError when the model cannot be asked, AnswerError when no answer has the form that was asked for
 */
export async function askOrKeep<Answer>(
  asking: Asking,
  { take, ...question }: MendableQuestion<Answer>,
  context: ProviderContext,
): Promise<Kept<Answer>> {
  const tries: Kept<Answer>[] = [];
  const read = (answer: Answer) => {
    const taken = take(answer);
    tries.push(taken);
    return taken.problems.length === 0 ? { ok: true as const, value: taken.value } : { ok: false as const, ...taken };
  };
  try {
    return { value: await ask(asking, { ...question, read }, context), problems: [] };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    context.progress(`${question.task}: asking for something simpler`);
    context.asked?.('simpler-scenario');
    const prompt = asking.simpler({ prompt: question.prompt, problems: error.problems });
    const last = await attempt(asking, { ...question, attempt: 'simpler', read }, prompt, context);
    if (last.ok) return { value: last.value, problems: [] };
    const [best] = tries.toSorted((one, other) => one.problems.length - other.problems.length);
    if (best === undefined) throw new AnswerError(question.task, last.problems);
    return best;
  }
}
