import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds; an abort ends it with the abort's own reason, which Node's timer would wrap. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
