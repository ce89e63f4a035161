import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalAddress } from './connection.ts';
import { TemporalUnreachable } from './connection-errors.ts';

/**
 * A worker's connection to Temporal, waiting while the server starts. Apart from the client's, because it loads
 * the worker's native part, which the web process does without.
 *
 * @param patience how long to wait, in milliseconds
 * @throws TemporalUnreachable
 */
export async function connectWorker(
  { address, namespace, tls, apiKey }: TemporalAddress,
  patience = 30_000,
): Promise<NativeConnection> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await NativeConnection.connect({
        address,
        ...(tls === undefined ? {} : { tls }),
        ...(apiKey === undefined ? {} : { apiKey }),
      });
    } catch (error) {
      if (Date.now() >= deadline) throw new TemporalUnreachable(address, namespace, { cause: error });
      await pause(200);
    }
  }
}
