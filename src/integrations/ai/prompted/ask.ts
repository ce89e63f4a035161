import type { Usage } from '../../../domain/build/model-usage.ts';
import type { Problem } from '../../../domain/scenario/check/problem.ts';
import type { Model, ModelAnswer } from '../model.ts';
import { ModelError } from '../model-error.ts';
import type { ProviderContext } from '../provider.ts';
import { AnswerError } from './answer-error.ts';
import type { Question } from './question.ts';

/** Whom to ask, and how a second try is asked for. */
export interface Asking {
  readonly model: Model;
  readonly system: string;
  /** The prompt of a second try, which holds the first answer and exactly what is wrong with it. */
  mend(request: { readonly prompt: string; readonly answer: string; readonly problems: readonly Problem[] }): string;
  /** The prompt of a third try, which asks for less. */
  simpler(request: { readonly prompt: string; readonly problems: readonly Problem[] }): string;
}

/**
 * Asks a question until its answer passes the question's own checks, at most twice: the second time with the first
 * answer and what is wrong with it.
 *
 * @throws ModelError when the model cannot be asked, AnswerError when both answers fail
 */
export async function ask<Answer, Value>(
  asking: Asking,
  question: Question<Answer, Value>,
  context: ProviderContext,
): Promise<Value> {
  const first = await attempt(asking, question, question.prompt, context);
  if (first.ok) return first.value;
  context.progress(
    `${question.task}: mending ${first.problems.length === 1 ? 'one problem' : `${first.problems.length} problems`}`,
  );
  const prompt = asking.mend({ prompt: question.prompt, answer: first.answer, problems: first.problems });
  const again = question.attempt === undefined ? 'mend' : `${question.attempt}-mend`;
  const second = await attempt(asking, { ...question, attempt: again }, prompt, context);
  if (second.ok) return second.value;
  throw new AnswerError(question.task, second.problems);
}

/** What one try came to. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly answer: string; readonly problems: readonly Problem[] };

/** Asks once. @throws ModelError */
export async function attempt<Answer, Value>(
  { model, system }: Asking,
  { task, subject, attempt, context: shared, schema, maxTokens, read }: Question<Answer, Value>,
  prompt: string,
  { signal, progress, asked, mayAsk, spent }: ProviderContext,
): Promise<Attempt<Value>> {
  await mayAsk?.();
  asked?.(task);
  if (attempt?.endsWith('mend')) asked?.('mend-answer');
  const named = { task, ...(subject === undefined ? {} : { subject }) };
  const request = {
    ...named,
    ...(attempt === undefined ? {} : { attempt }),
    ...{ system, context: shared, prompt, schema, maxTokens },
  };
  let answer: ModelAnswer<Answer>;
  let wasted: Usage | undefined;
  const givenUp = (usage: Usage) => {
    wasted = usage;
  };
  try {
    answer = await model.complete(request, { signal, progress, givenUp });
  } catch (error) {
    const usage = error instanceof ModelError ? error.usage : wasted;
    if (usage) await spent?.({ ...named, model: model.model, usage });
    if (!(error instanceof ModelError)) throw error;
    if (error.code !== 'ai-unfit' || !error.problems) throw error;
    const problems = error.problems.map((message) => ({ path: 'answer', message }));
    return { ok: false, answer: error.text ?? '', problems };
  }
  await spent?.({ ...named, model: answer.model, usage: answer.usage });
  const taken = read(answer.value);
  return taken.ok ? taken : { ...taken, answer: JSON.stringify(answer.value) };
}
