import type { z } from 'zod';
import type { Usage } from '../../domain/build/model-usage.ts';
import type { ModelRequest } from './model.ts';
import { ModelError } from './model-error.ts';

/** What is known about an answer besides its text. */
export interface Written {
  readonly text: string;
  readonly model: string;
  readonly usage: Usage | undefined;
  readonly requestId: string | undefined;
}

/** More would bury the first ones, which are most often the cause. */
const mostProblems = 20;

/**
 * The value that a whole answer holds.
 * @throws {ModelError} `ai-unfit` with the problems when it is no JSON or does not fit
 */
export function readAnswer<T>({ schema }: ModelRequest<T>, { text, model, usage, requestId }: Written): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ModelError('ai-unfit', `The answer of ${model} is not the JSON that was asked for.`, {
      ...{ usage, requestId, text },
      problems: ['The answer is not valid JSON.'],
    });
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const { issues } = read.error;
  const places = issues.length === 1 ? 'in one place' : `in ${issues.length} places`;
  throw new ModelError(
    'ai-unfit',
    `The answer of ${model} does not have the form that was asked for, ${places}; the first is ${placeOf(issues[0])}.`,
    { usage, requestId, text, problems: issues.slice(0, mostProblems).map(sentenceOf) },
  );
}

function placeOf(issue: z.core.$ZodIssue | undefined): string {
  return issue?.path.length ? `“${issue.path.map(String).join('.')}”` : 'its root';
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.length ? issue.path.map(String).join('.') : 'the answer'}: ${issue.message}`;
}
