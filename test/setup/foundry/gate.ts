import { Buffer } from 'node:buffer';
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { gunzipSync } from 'node:zlib';
import type { Payload } from '@temporalio/common';
import proto, { type temporal } from '@temporalio/proto';

const service = proto.temporal.api.workflowservice.v1;
const path = (method: string) => `/temporal.api.workflowservice.v1.WorkflowService/${method}`;

/** An attempt at an activity, as Temporal gave it to the worker. */
export interface Attempt {
  readonly workflowId: string;
  readonly activityId: string;
  readonly activityType: string;
  readonly attempt: number;
  readonly input: Payload | undefined;
}

/** What a test may do at the gate. */
export interface Watcher {
  /** Temporal has given the worker an attempt. */
  began?(attempt: Attempt): void;
  /** The worker has sent a heartbeat, with these details. */
  beat?(attempt: Attempt, details: Payload | undefined): void;
  /** The worker has sent its answer, which reaches Temporal once this resolves. */
  answered?(attempt: Attempt): Promise<void>;
}

export interface Gate {
  readonly address: string;
  /** Who looks on from here; undefined for nobody. */
  watcher: Watcher | undefined;
  close(): Promise<void>;
}

/**
 * Stands between a worker and Temporal on the network and passes on every call as it is. A test can see here which
 * attempts the worker was given, and can hold an answer back: the step's effect is then there, and its answer is not.
 *
 * @param upstream Temporal's host and port, asked for at each connection of the worker
 */
export async function openGate(upstream: () => string): Promise<Gate> {
  const attempts = new Map<string, Attempt>();
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();

  const remember = (task: temporal.api.workflowservice.v1.IPollActivityTaskQueueResponse) => {
    if (!task.taskToken?.length) return;
    const attempt: Attempt = {
      workflowId: task.workflowExecution?.workflowId ?? '',
      activityId: task.activityId ?? '',
      activityType: task.activityType?.name ?? '',
      attempt: task.attempt ?? 0,
      input: task.input?.payloads?.[0] ?? undefined,
    };
    attempts.set(key(task.taskToken), attempt);
    gate.watcher?.began?.(attempt);
  };
  const request = async (method: string, body: Buffer): Promise<void> => {
    if (method === path('RespondActivityTaskCompleted')) {
      const attempt = attempts.get(key(service.RespondActivityTaskCompletedRequest.decode(body).taskToken));
      if (attempt) await gate.watcher?.answered?.(attempt);
    } else if (method === path('RecordActivityTaskHeartbeat')) {
      const { taskToken, details } = service.RecordActivityTaskHeartbeatRequest.decode(body);
      const attempt = attempts.get(key(taskToken));
      if (attempt) gate.watcher?.beat?.(attempt, details?.payloads?.[0]);
    }
  };
  const response = (method: string, body: Buffer): void => {
    if (method === path('PollActivityTaskQueue')) remember(service.PollActivityTaskQueueResponse.decode(body));
    if (method !== path('RespondWorkflowTaskCompleted')) return;
    // An activity may come at once with the answer to the workflow task that asked for it.
    for (const task of service.RespondWorkflowTaskCompletedResponse.decode(body).activityTasks) remember(task);
  };

  server.on('session', (session) => {
    const onward = connect(`http://${upstream()}`);
    sessions.add(session);
    session.on('error', () => {});
    onward.on('error', () => {});
    // Each side sees at once that the other is gone.
    session.on('close', () => {
      sessions.delete(session);
      onward.destroy();
    });
    onward.on('close', () => session.destroy());
    session.on('stream', (stream, headers) => pass(stream, headers, onward, { request, response }));
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();

  const gate: Gate = {
    address: `127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    watcher: undefined,
    async close() {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gate;
}

interface Ears {
  request(method: string, body: Buffer): Promise<void>;
  response(method: string, body: Buffer): void;
}

/** Passes one call on: every call of a worker is one message each way. */
async function pass(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  onward: ClientHttp2Session,
  ears: Ears,
): Promise<void> {
  stream.on('error', () => {});
  const method = headers[':path'] ?? '';
  const asked = await collect(stream);
  await ears.request(method, message(asked, headers));
  if (stream.destroyed || onward.destroyed) return stream.close(constants.NGHTTP2_CANCEL);

  const call = onward.request(headers);
  call.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  // A poll that nobody waits for any more must not be given a task.
  stream.on('close', () => call.close(constants.NGHTTP2_CANCEL));
  let answer: IncomingHttpHeaders = {};
  let trailers: IncomingHttpHeaders = {};
  call.on('response', (received) => {
    answer = received;
  });
  call.on('trailers', (received) => {
    trailers = received;
  });
  call.end(asked);
  const given = await collect(call);
  if (stream.destroyed) return;
  if (given.length > 0) ears.response(method, message(given, answer));
  // An error comes as trailers alone.
  if (given.length === 0 && Object.keys(trailers).length === 0) return stream.respond(answer, { endStream: true });
  stream.respond(answer, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(given);
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    // The other side is gone; its stream is destroyed.
  }
  return Buffer.concat(chunks);
}

/** The message of a gRPC frame: one byte that says whether it is compressed, four of length, the message. */
function message(frame: Buffer, headers: IncomingHttpHeaders): Buffer {
  const body = frame.subarray(5);
  return frame[0] === 1 && headers['grpc-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

function key(token: Uint8Array): string {
  return Buffer.from(token).toString('base64');
}
