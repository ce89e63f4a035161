import type { Context } from 'hono';
import type { Logger } from 'pino';
import { FoundryError } from '../domain/foundry-error.ts';
import { ErrorPage } from '../views/error-page.tsx';
import { Answer } from '../views/parts/answer.tsx';
import { answerPage, answerPart, wantsJson, wantsPart } from './answer-page.tsx';
import { ApiError } from './api-error.ts';

/** Every error as a clear answer, in the form that was asked for; what nobody foresaw is logged and not shown. */
export function answerError(error: Error, c: Context, logger: Logger): Response | Promise<Response> {
  const known = asApiError(error);
  if (known.status >= 500) logger.error({ err: error, path: c.req.path }, 'request failed');
  if (wantsJson(c)) return c.json(known.toBody(), known.status);
  if (wantsPart(c))
    return answerPart(c, <Answer answer={{ kind: 'refused', sentence: known.message }} />, known.status);
  return answerPage(c, <ErrorPage status={known.status} sentence={known.message} />, known.status);
}

function asApiError(error: Error): ApiError {
  if (error instanceof ApiError) return error;
  // Such as the artifact store's, which say in words what is missing.
  if (error instanceof FoundryError) return new ApiError(500, error.code, error.sentence);
  return new ApiError(500, 'unexpected', 'Something went wrong here. The log of the web process says more.');
}
