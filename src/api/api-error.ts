import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A request that gets a clear answer instead of what was asked for; nothing was changed. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  /** Stable, for code and support. */
  readonly code: string;
  /** The field that the sentence is about. */
  readonly field: string | undefined;

  constructor(status: ContentfulStatusCode, code: string, sentence: string, field?: string) {
    super(sentence);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.field = field;
  }

  /** The error as the JSON API gives it. */
  toBody(): { error: { code: string; sentence: string; field?: string } } {
    const { code, message: sentence, field } = this;
    return { error: { code, sentence, ...(field === undefined ? {} : { field }) } };
  }
}

/** What was asked for does not exist. */
export function notFound(what: string): ApiError {
  return new ApiError(404, 'not-found', `There is no ${what}.`);
}
