import { z } from 'zod';
import { type Answer, missing, type Route, refused } from './answer.ts';
import { accountRoutes } from './routes/accounts.ts';
import { connectionRoutes } from './routes/connections.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { environmentRoutes } from './routes/environments.ts';
import { jobRoutes } from './routes/jobs.ts';
import { profileRoutes } from './routes/profiles.ts';
import { projectRoutes } from './routes/projects.ts';
import { repositoryRoutes } from './routes/repositories.ts';
import { runRoutes } from './routes/runs.ts';
import { semanticLayerRoutes } from './routes/semantic-layer.ts';
import { variableRoutes } from './routes/variables.ts';
import type { DbtCloudState } from './state.ts';

export const routes: readonly Route[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...repositoryRoutes,
  ...connectionRoutes,
  ...credentialRoutes,
  ...environmentRoutes,
  ...variableRoutes,
  ...profileRoutes,
  ...jobRoutes,
  ...runRoutes,
  ...semanticLayerRoutes,
];

const patterns = routes.map((route) => ({
  route,
  names: [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''),
  pattern: new RegExp(`^${route.path.replace(/:\w+/g, '(\\d+)').replace('*', '(.+)')}$`),
}));

export interface Request {
  readonly method: string;
  /** After `/api`, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What the body says as JSON; undefined where there was none. */
  readonly body: unknown;
}

/** The answer to a request; what the API does not know is refused and said to `unexpected`. */
export function answer(state: DbtCloudState, request: Request, unexpected: (what: string) => void): Answer {
  const { method, path, query } = request;
  const matches = patterns.flatMap(({ route, names, pattern }) => {
    const match = pattern.exec(path);
    return match ? [{ route, names, values: match.slice(1) }] : [];
  });
  const match = matches.find(({ route }) => route.method === method);
  if (!match) {
    unexpected(`${method} ${path} is not a route`);
    return matches.length > 0
      ? refused(405, `Method "${method}" not allowed.`)
      : { status: 404, type: 'text/html', body: '<!doctype html><title>Not Found</title><h1>Not Found</h1>' };
  }
  const { route, names, values } = match;
  const ids = Object.fromEntries(names.map((name, at) => [name, Number(values[at])]));
  if (ids.account !== undefined && ids.account !== state.accountId) return missing();
  const strange = [...query.keys()].filter((key) => !route.query?.includes(key));
  if (strange.length > 0) {
    unexpected(`${method} ${path} has the query ${strange.join(', ')}`);
    return refused(400, 'The request was invalid.', { query: strange });
  }
  const body = (route.body ?? z.strictObject({})).safeParse(request.body ?? {});
  if (!body.success) {
    const extra = body.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
    if (extra.length > 0) unexpected(`${method} ${path} has the fields ${extra.join(', ')}`);
    return refused(400, 'The request was invalid.', problemsOf(body.error));
  }
  const rest = route.path.endsWith('*') ? (values.at(-1) ?? '') : '';
  const wrongAccount = body.data.account_id !== undefined && body.data.account_id !== state.accountId;
  if (wrongAccount) return refused(400, 'The request was invalid.', { account_id: 'is not the account of the path' });
  return route.handle({ state, ids, rest, query, body: body.data });
}

/** The form in which the service names a field's problem: `{"schedule": {"time": "required key not provided"}}`. */
function problemsOf(error: z.ZodError): Record<string, unknown> {
  const problems: Record<string, unknown> = {};
  const put = (path: readonly PropertyKey[], message: string) => {
    let at = problems;
    for (const key of path.slice(0, -1).map(String)) {
      const inner = typeof at[key] === 'object' ? (at[key] as Record<string, unknown>) : {};
      at[key] = inner;
      at = inner;
    }
    at[String(path.at(-1) ?? 'non_field_errors')] = message;
  };
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') put(issue.path, issue.message);
    else for (const key of issue.keys) put([...issue.path, key], 'Additional properties are not allowed');
  }
  return problems;
}
