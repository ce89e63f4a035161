import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, refused } from './answer.ts';
import { type Faults, planFaults } from './faults.ts';
import { queuePullRequest, type ToldPullRequest } from './pull-request.ts';
import { answer } from './route.ts';
import { type RunStatus, runStatus } from './run-plan.ts';
import { moveOn, queueRun, setStatus, stepsOf } from './run-rows.ts';
import { type DbtCloudState, emptyState, type Row } from './state.ts';

/** A request as it came, in the order of arrival. */
export interface SeenRequest {
  readonly method: string;
  /** After `/api`, without the query. */
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  /** What it was answered; undefined where the answer was lost or never given. */
  answer?: Answer;
}

/** dbt Cloud's Admin API at one port of this machine: it keeps what it is told, and refuses what the real one refuses. */
export interface DbtCloud {
  /** The host as a person gives it. The Terraform provider's `host_url` is this and `/api`. */
  readonly url: string;
  readonly accountId: number;
  /** What it takes a request with; anything else is 401. */
  readonly token: string;
  readonly state: DbtCloudState;
  readonly faults: Faults;
  readonly requests: readonly SeenRequest[];
  /** What was asked for that the API does not have: routes, query parameters, fields of bodies. */
  readonly unexpected: readonly string[];
  /** Makes a run of a job that ended well, as if somebody had started it. */
  addRun(jobId: number, cause?: string): Row;
  /** Says that GitHub tells of a pull request: every CI job of the project's is queued for it. Returns the runs. */
  tellOfPullRequest(projectId: number, pullRequest: ToldPullRequest): Row[];
  /** Moves a run by hand: to a status, or one move on. */
  moveRun(runId: number, to?: RunStatus): void;
  close(): Promise<void>;
}

export interface StandInOptions {
  readonly accountId?: number;
  readonly token?: string;
}

/** Starts it on a free port. */
export async function startDbtCloud({
  accountId = 4711,
  token = 'dbtc_stand-in-token',
}: StandInOptions = {}): Promise<DbtCloud> {
  const state = emptyState(accountId);
  const faults = planFaults();
  const requests: SeenRequest[] = [];
  const unexpected: string[] = [];

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const url = new URL(incoming.url ?? '/', 'http://stand-in.invalid');
    const method = incoming.method ?? 'GET';
    const path = url.pathname.replace(/^\/api(?=\/)/, '');
    const text = await textOf(incoming);
    const body = text === '' ? undefined : JSON.parse(text);
    const seen: SeenRequest = { method, path, query: url.search, body };
    requests.push(seen);
    const reply = (answered: Answer) => {
      seen.answer = answered;
      send(response, answered);
    };
    if (path === url.pathname) {
      unexpected.push(`${method} ${url.pathname} is not below /api`);
      return reply(page(404));
    }
    const given = /^(?:Token|Bearer) (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    if (given !== token) return reply(refused(401, 'Invalid token.'));
    const fault = faults.take(method, path);
    if (fault?.does === 'hang') return;
    if (fault?.does === 'break') return void response.destroy();
    if (fault?.does === 'wait') await sleep(fault.ms);
    if (fault?.does === 'show-page') return reply(page(fault.status));
    if (fault?.does === 'write') return reply({ status: 200, type: 'application/json', body: fault.text });
    if (fault?.does === 'refuse') {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return reply(refused(fault.status, fault.message ?? 'Refused by the stand-in.', fault.data));
    }
    if (!path.endsWith('/') && !path.includes('/artifacts/'))
      return void response.writeHead(301, { location: `${url.pathname}/${url.search}` }).end();
    const result = answer(state, { method, path, query: url.searchParams, body }, (what) => unexpected.push(what));
    if (fault?.does !== 'lose-answer') return reply(result);
    if (fault.page === undefined) return void response.destroy();
    reply(page(fault.page));
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      unexpected.push(`the stand-in failed: ${error instanceof Error ? error.stack : error}`);
      if (!response.headersSent) send(response, refused(500, String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    accountId,
    token,
    state,
    faults,
    requests,
    unexpected,
    addRun(jobId, cause = 'By hand') {
      const job = state.jobs.get(jobId);
      if (!job) throw new Error(`There is no job ${jobId}.`);
      const run = queueRun(state, job, { cause });
      for (const step of stepsOf(run)) step.status = runStatus.success;
      setStatus(run, runStatus.success, state.now());
      return run;
    },
    tellOfPullRequest: (projectId, told) => queuePullRequest(state, projectId, told),
    moveRun(runId, to) {
      const run = state.runs.get(runId);
      if (!run) throw new Error(`There is no run ${runId}.`);
      if (to === undefined) moveOn(state, run);
      else setStatus(run, to, state.now());
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, { status, body, type }: Answer): void {
  if (body === undefined) return void response.writeHead(status).end();
  response.writeHead(status, { 'content-type': type ?? 'application/json' });
  response.end(type === undefined ? JSON.stringify(body) : String(body));
}

function page(status: number): Answer {
  return { status, type: 'text/html', body: '<!doctype html><html><body><h1>Please sign in</h1></body></html>' };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
