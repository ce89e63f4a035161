import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { anthropicWire } from './anthropic-wire.ts';
import type { Behaviour, Pace } from './behaviour.ts';
import { openaiWire } from './openai-wire.ts';
import { perform } from './perform.ts';
import type { SeenRequest, Wire } from './wire.ts';

/** Decides what to do with a request; may take its time. */
export type Script = (request: SeenRequest) => Behaviour | Promise<Behaviour>;

/** Both vendors at one port of this machine, doing as they are told. */
export interface AiVendors {
  readonly anthropicUrl: string;
  readonly openaiUrl: string;
  /** Every request that asked for an answer, in the order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** Keys that asked for the list of models. */
  readonly looks: readonly string[];
  /** How many connections closed before their answer's end. */
  readonly broken: { count: number };
  /** What is done with the next requests, one each, lists of models included; then the script decides again. */
  next(...behaviours: readonly Behaviour[]): void;
  /** What is done with every other request for an answer. */
  follow(script: Script): void;
  close(): Promise<void>;
}

const wires: Record<SeenRequest['vendor'], Wire> = { anthropic: anthropicWire, openai: openaiWire };

/** The path of a test's answers: from the request to the value, which is sent as JSON. */
export function answering(answer: (request: SeenRequest) => unknown): Script {
  return async (request) => ({ does: 'answer', value: await answer(request) });
}

/** Starts the stand-in on a free port. Without a script it fails what no behaviour was given for. */
export async function startAiVendors(
  script: Script = () => ({ does: 'fail', status: 500, message: 'The test gave no behaviour.' }),
  pace: Pace = { characters: 12, pauseMs: 0 },
): Promise<AiVendors> {
  const requests: SeenRequest[] = [];
  const looks: string[] = [];
  const queue: Behaviour[] = [];
  const broken = { count: 0 };
  const cache = new Set<string>();
  let current = script;

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url?.split('?')[0] ?? '';
    const vendor = path.startsWith('/openai/') ? 'openai' : 'anthropic';
    const wire = wires[vendor];
    const key = keyOf(incoming);
    response.on('close', () => {
      if (!response.writableEnded) broken.count += 1;
    });
    const send = { wire, response, pace, cache, requestId: `req_${requests.length + looks.length + 1}` };
    if (incoming.method === 'GET' && path === wire.modelsPath) {
      looks.push(key);
      await perform(queue.shift() ?? { does: 'list' }, undefined, send);
    } else if (incoming.method === 'POST' && path === wire.answerPath) {
      const body = await bodyOf(incoming);
      const request = { vendor, key, headers: incoming.headers, body, ...wire.read(body) } as const;
      requests.push(request);
      await perform(queue.shift() ?? (await current(request)), request, send);
    } else {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html><body>Nothing here</body></html>');
    }
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: String(error) } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    anthropicUrl: origin,
    openaiUrl: `${origin}/openai/v1`,
    requests,
    looks,
    broken,
    next: (...behaviours) => queue.push(...behaviours),
    follow: (next) => {
      current = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sleep(0);
    },
  };
}

/** Anthropic's client sends the key as a bearer today and in a header of its own before. */
function keyOf({ headers }: IncomingMessage): string {
  return String(headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '') ?? '');
}

async function bodyOf(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
