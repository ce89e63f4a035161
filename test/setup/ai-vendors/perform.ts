import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, Pace } from './behaviour.ts';
import type { SeenRequest, Wire, WireAnswer, WireEvent, WireUsage } from './wire.ts';

export interface Send {
  readonly wire: Wire;
  readonly response: ServerResponse;
  readonly pace: Pace;
  /** Beginnings of prompts that were seen before. */
  readonly cache: Set<string>;
  readonly requestId: string;
}

/** Does with a request what was asked; without a request, it was for the list of models. */
export async function perform(
  behaviour: Behaviour | { readonly does: 'list' },
  request: SeenRequest | undefined,
  send: Send,
): Promise<void> {
  const { wire, response, requestId } = send;
  response.setHeader(wire.requestIdHeader, requestId);
  switch (behaviour.does) {
    case 'list':
      return json(response, 200, wire.models);
    case 'hang':
      return;
    case 'show-page':
      response.writeHead(behaviour.status, { 'content-type': 'text/html' });
      response.end(`<html><head><title>Gateway</title></head><body>${'Nothing to see. '.repeat(50)}</body></html>`);
      return;
    case 'fail': {
      const { status, kind, message, retryAfter } = behaviour;
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      return json(response, status, wire.fault({ status, kind, message, requestId }));
    }
    default:
      if (!request) throw new Error(`“${behaviour.does}” is nothing to do for a list of models`);
      return request.stream ? stream(behaviour, request, send) : plain(behaviour, request, send);
  }
}

type Writing = Exclude<Behaviour, { does: 'hang' | 'show-page' | 'fail' }>;

function plain(behaviour: Writing, request: SeenRequest, { wire, response, cache }: Send): void {
  const whole = JSON.stringify(wire.plain(answerOf(behaviour, request, cache)));
  if (behaviour.does === 'break' || behaviour.does === 'stall') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
    response.write(whole.slice(0, whole.length / 2), () => behaviour.does === 'break' && breakOff(response));
  } else {
    json(response, 200, wire.plain(answerOf(behaviour, request, cache)));
  }
}

async function stream(behaviour: Writing, request: SeenRequest, send: Send): Promise<void> {
  const { wire, response, pace, cache, requestId } = send;
  const events = wire.events(answerOf(behaviour, request, cache), pace.characters);
  const whole = ['answer', 'write', 'refuse', 'reach-limit'].includes(behaviour.does);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of whole ? events : untilMidway(events)) {
    if (response.destroyed) return;
    response.write(`event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`);
    if (pace.pauseMs > 0) await sleep(pace.pauseMs);
  }
  if (behaviour.does === 'stall') {
    while (behaviour.pings && !response.destroyed) {
      response.write(wire.ping);
      await sleep(20);
    }
  } else if (behaviour.does === 'break') {
    // What was written must have left before the connection goes.
    response.write('', () => setTimeout(breakOff, 20, response));
  } else {
    if (behaviour.does === 'garble') response.write(`event: ${events[0]?.name}\ndata: {"type": "mess\n\n`);
    if (behaviour.does === 'fail-midway') {
      const event = wire.faultEvent({ status: undefined, kind: behaviour.kind, message: undefined, requestId });
      response.write(`event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`);
    }
    response.end();
  }
}

function answerOf(behaviour: Writing, request: SeenRequest, cache: Set<string>): WireAnswer {
  const whole =
    behaviour.does === 'answer' ? JSON.stringify(behaviour.value) : 'text' in behaviour ? behaviour.text : '';
  const limited = behaviour.does === 'reach-limit';
  const text = limited ? whole.slice(0, whole.length / 2) : whole;
  const end = behaviour.does === 'refuse' ? 'refused' : limited ? 'limit' : 'complete';
  return { id: `answer-${request.task}`, model: request.model, text, end, usage: usageOf(request, text, cache) };
}

/** Counts as vendors do, about four characters a token; the shared beginning is cached from its second use on. */
function usageOf({ vendor, model, system, context, prompt }: SeenRequest, text: string, cache: Set<string>): WireUsage {
  const tokens = (of: string) => Math.ceil(of.length / 4);
  const beginning = JSON.stringify([vendor, model, system, context]);
  const shared = tokens(system) + tokens(context);
  const hit = cache.has(beginning);
  cache.add(beginning);
  return {
    input: shared + tokens(prompt),
    cached: hit ? shared : 0,
    cacheWrite: hit ? 0 : shared,
    output: tokens(text),
  };
}

function untilMidway(events: readonly WireEvent[]): readonly WireEvent[] {
  const pieces = events.flatMap((event, index) => (event.piece ? [index] : []));
  return events.slice(0, (pieces[Math.floor(pieces.length / 2)] ?? 0) + 1);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function breakOff(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
