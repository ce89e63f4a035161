import type { z } from 'zod';
import type { DbtCloudState, Row } from './state.ts';

/** One request as a route sees it: its body has only the fields that the route knows. */
export interface Call {
  readonly state: DbtCloudState;
  /** Numbers of the path, by their name in the route. */
  readonly ids: Readonly<Record<string, number>>;
  /** What stands at a route's `*`. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

export interface Answer {
  readonly status: number;
  /** JSON, or a text where `type` says so; undefined for no body at all. */
  readonly body?: unknown;
  readonly type?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** After `/api`; `:name` is a number, `*` the rest. */
  readonly path: string;
  readonly body?: z.ZodType<Record<string, unknown>>;
  /** Names of query parameters; others are refused. */
  readonly query?: readonly string[];
  handle(call: Call): Answer;
}

const success = { code: 200, is_success: true, user_message: 'Success!', developer_message: '' };

export function found(data: unknown): Answer {
  return { status: 200, body: { data, status: success } };
}

export const gone: Answer = { status: 204 };

/** Some rows of many: `limit` at most 100, `offset`, and how many there are in all. */
export function listed(rows: readonly Row[], { query }: Call): Answer {
  const limit = Math.min(Number(query.get('limit') ?? 100), 100);
  const offset = Number(query.get('offset') ?? 0);
  const data = rows.slice(offset, offset + limit);
  const order_by = query.get('order_by') ?? 'id';
  const extra = {
    filters: { limit, offset },
    order_by,
    pagination: { count: data.length, total_count: rows.length },
  };
  return { status: 200, body: { data, extra, status: success } };
}

export function refused(status: number, message: string, data: unknown = null): Answer {
  const outcome = { code: status, is_success: false, user_message: message, developer_message: '' };
  return { status, body: { data, status: outcome } };
}

/** The API says the same of what is not there and of what the token may not see. */
export function missing(): Answer {
  return refused(404, 'The requested resource was not found. Please check that you have the proper permissions.');
}

/** Every route allows these: what is asked for besides, and in which order. */
export const pageQuery = ['limit', 'offset', 'order_by', 'include_related', 'state'] as const;
