import type { z } from 'zod';
import type { Answer } from './answer.ts';
import type { State, Token } from './state.ts';

/** A request as a route sees it. */
export interface Asked {
  readonly state: State;
  readonly token: Token;
  readonly origin: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly query: readonly string[];
  readonly body: z.ZodType | undefined;
  readonly answer: (asked: Asked) => Answer;
}

/** A route without a body. `:name` is one segment of the path, `:name*` all that is left. */
export function route(
  method: 'GET' | 'DELETE',
  pattern: string,
  query: readonly string[],
  answer: Route['answer'],
): Route {
  return { method, pattern, query, body: undefined, answer };
}

/** A route with a body, of which no unknown field is taken. */
export function change<Body>(
  method: 'POST' | 'PUT' | 'PATCH',
  pattern: string,
  body: z.ZodType<Body>,
  answer: (asked: Asked, body: Body) => Answer,
): Route {
  return { method, pattern, query: [], body, answer: (asked) => answer(asked, body.parse(asked.body)) };
}

/** The parameters of a path that fits a pattern, decoded. */
export function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.endsWith('*')) {
      params[part.slice(1, -1)] = given.slice(index).map(decodeURIComponent).join('/');
      return given.length > index ? params : undefined;
    }
    const segment = given[index];
    if (segment === undefined || segment === '') {
      if (part !== segment) return undefined;
    } else if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(segment);
    else if (part !== segment) return undefined;
  }
  return given.length === wanted.length ? params : undefined;
}
