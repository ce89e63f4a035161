import type { CallLimits } from './model.ts';

export interface Deadline {
  /** Aborts when the call is given up or has taken too long. */
  readonly signal: AbortSignal;
  /** Which limit was reached, if one was. */
  readonly reached: () => 'total' | 'idle' | undefined;
  /** The platform's fetch, which counts every byte that arrives as a sign of life, those the client drops included. */
  readonly fetch: typeof fetch;
  /** Stops all clocks. */
  readonly end: () => void;
}

/** A silence is counted in looks, not by the clock: a machine that slept or was busy has not listened meanwhile. */
const looks = 10;

/**
 * Bounds a call as a whole and every silence in it. The clients' own time limit ends with the headers, so that a stream
 * that stalls later would never be cut.
 */
export function startDeadline(cancellation: AbortSignal, { totalMs, idleMs }: CallLimits): Deadline {
  const stop = new AbortController();
  let reached: 'total' | 'idle' | undefined;
  let quiet = 0;
  const give = (why: 'total' | 'idle') => {
    reached ??= why;
    stop.abort(new DOMException(`No answer within the ${why} limit.`, 'TimeoutError'));
  };
  const touch = () => {
    quiet = 0;
  };
  const total = setTimeout(give, totalMs, 'total');
  const idle = setInterval(() => {
    quiet += 1;
    if (quiet >= looks) give('idle');
  }, idleMs / looks);
  return {
    signal: AbortSignal.any([cancellation, stop.signal]),
    reached: () => reached,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      touch();
      return watched(response, touch);
    },
    end: () => {
      clearTimeout(total);
      clearInterval(idle);
    },
  };
}

function watched(response: Response, touch: () => void): Response {
  if (!response.body) return response;
  const passing = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      touch();
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(passing), { status, statusText, headers });
}
