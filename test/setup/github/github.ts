import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZodError } from 'zod';
import { accountRoutes } from './account-routes.ts';
import { type Answer, Refuse } from './answer.ts';
import { appOf, appRoutes } from './app-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { type Fault, meets } from './fault.ts';
import { gitRoutes } from './git-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { paramsOf, type Route } from './route.ts';
import { State } from './state.ts';

/** A GitHub at a port of this machine, with what this service uses of its REST interface, version 2022-11-28. */
export interface StandInGitHub {
  readonly url: string;
  readonly state: State;
  /** Every request, as `POST /user/repos`, in the order of arrival. */
  readonly requests: readonly string[];
  /** What was asked for that GitHub does not have or would not take: a test ends with none. */
  readonly misuses: readonly string[];
  /** What goes wrong next, once each, with the first request that fits. */
  next(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

const apiVersion = '2022-11-28';
const routes: readonly Route[] = [
  ...appRoutes,
  ...accountRoutes,
  ...repositoryRoutes,
  ...gitRoutes,
  ...contentRoutes,
  ...pullRoutes,
];

/**
 * Starts a stateful stand-in on a free port. It is strict: an unknown route, query or body field, and a request without
 * the headers that GitHub asks for, are refused and kept as misuses.
 *
 * @param folder where its repositories lie, as bare Git repositories
 */
export async function startGitHub(folder: string): Promise<StandInGitHub> {
  const state = new State(folder);
  const requests: string[] = [];
  const misuses: string[] = [];
  const faults: Fault[] = [];
  let origin = '';

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(incoming);
    const { pathname, searchParams } = new URL(incoming.url ?? '', origin);
    const method = incoming.method ?? '';
    const path = decodeURIComponent(pathname);
    requests.push(`${method} ${path}`);
    const index = faults.findIndex((fault) => meets(fault, { method, path }));
    const fault = index === -1 ? undefined : faults.splice(index, 1)[0];
    if (fault?.does === 'wait-for') await fault.what();
    if (fault?.does === 'hang') return;
    if (fault?.does === 'cut') return void incoming.socket.destroy();
    if (fault?.does === 'answer') return send(response, fault);
    const misuse = (what: string) => {
      misuses.push(`${method} ${path}: ${what}`);
      return new Refuse(what.startsWith('no route') ? 404 : 422, what);
    };
    const answer = answerTo({ method, pathname, searchParams, body, headers: incoming.headers }, state, origin, misuse);
    if (fault?.does === 'lose') return void incoming.socket.destroy();
    if (fault?.does === 'gateway')
      return send(response, { status: 502, body: '<html><body>Bad Gateway</body></html>' });
    if (fault?.does === 'halve') return halve(response, answer);
    send(response, answer);
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      misuses.push(String(error));
      send(response, { status: 500, body: { message: String(error) } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin,
    state,
    requests,
    misuses,
    next: (...more) => void faults.push(...more),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Request {
  readonly method: string;
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

function answerTo(request: Request, state: State, origin: string, misuse: (what: string) => Refuse): Answer {
  let headers: Record<string, string> = {};
  try {
    checkHeaders(request, misuse);
    const given = /^(?:token|bearer) (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = given === undefined ? undefined : (state.tokens.get(given) ?? appOf(given, state));
    if (token === undefined) throw new Refuse(401, 'Bad credentials');
    if (token.scopes !== undefined)
      headers = { 'x-oauth-scopes': token.scopes.join(', '), 'x-accepted-oauth-scopes': '' };
    const { route, params } = routeOf(request, misuse);
    if ((token.app !== undefined) !== appRoutes.includes(route))
      throw new Refuse(401, 'A JSON web token could not be decoded');
    const query = Object.fromEntries(request.searchParams);
    for (const name of Object.keys(query)) if (!route.query.includes(name)) throw misuse(`unknown query ${name}`);
    if (route.body === undefined && request.body !== undefined) throw misuse('a body where none belongs');
    const answer = route.answer({ state, token, origin, params, query, body: request.body });
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    const refusal =
      error instanceof ZodError ? misuse(error.issues.map(({ path, message }) => `${path}: ${message}`).join()) : error;
    if (!(refusal instanceof Refuse)) throw error;
    // A name from before leads anything but a look to the same place by another status.
    const status = refusal.answer.status === 301 && request.method !== 'GET' ? 307 : refusal.answer.status;
    return { ...refusal.answer, status, headers: { ...headers, ...refusal.answer.headers } };
  }
}

function routeOf({ method, pathname }: Request, misuse: (what: string) => Refuse) {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.pattern, pathname) : undefined;
    if (params !== undefined) return { route, params };
  }
  throw misuse('no route');
}

function checkHeaders({ headers, body }: Request, misuse: (what: string) => Refuse): void {
  if (headers['user-agent'] === undefined) throw misuse('no user agent');
  if (headers.accept !== 'application/vnd.github+json') throw misuse(`accepts ${headers.accept}`);
  if (headers['x-github-api-version'] !== apiVersion) throw misuse('no version of the interface');
  if (body !== undefined && !headers['content-type']?.startsWith('application/json'))
    throw misuse('a body that is no JSON');
}

function headersOf({ headers = {}, body }: Answer): Record<string, string> {
  const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8';
  const limits = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '1900000000' };
  return { 'content-type': type, 'x-github-request-id': 'C0DE:1', ...limits, ...headers };
}

function textOf({ body }: Answer): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, headersOf(answer));
  response.end(answer.status === 204 ? undefined : textOf(answer));
}

function halve(response: ServerResponse, answer: Answer): void {
  const text = textOf(answer);
  response.writeHead(answer.status, { ...headersOf(answer), 'content-length': String(Buffer.byteLength(text)) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
