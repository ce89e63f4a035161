import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { callsUntilClosed } from './calls-until-closed.ts';
import { TemporalUnreachable } from './connection-errors.ts';

export interface TemporalAddress {
  /** Host and port, such as `127.0.0.1:7233`. */
  readonly address: string;
  readonly namespace: string;
  /** For a cluster that asks for them. */
  readonly tls?: ConnectionOptions['tls'];
  readonly apiKey?: string;
}

export interface ConnectOptions extends TemporalAddress {
  readonly dataConverter: DataConverter;
  /** How long to wait for the server and its namespace, in milliseconds; 30 seconds unless told. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/**
 * Connects to Temporal, waiting while the server starts. Close the connection when done.
 * Throws `TemporalUnreachable` when the server or the namespace has not come up in time.
 */
export async function connectTemporal(options: ConnectOptions): Promise<{ client: Client; connection: Connection }> {
  const { address, namespace, dataConverter, patience = 30_000, signal, tls, apiKey } = options;
  const deadline = Date.now() + patience;
  for (;;) {
    signal?.throwIfAborted();
    // Made lazily, so that it can be closed when it does not come up.
    const calls = callsUntilClosed();
    const connection = Connection.lazy({
      address,
      interceptors: calls.interceptors,
      connectTimeout: Math.max(100, Math.min(5_000, deadline - Date.now())),
      ...(tls === undefined ? {} : { tls }),
      ...(apiKey === undefined ? {} : { apiKey }),
    });
    const close = connection.close.bind(connection);
    connection.close = () => {
      calls.close();
      return close();
    };
    try {
      await orAborted(connection.ensureConnected(), signal);
      await connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return { client: new Client({ connection, namespace, dataConverter }), connection };
    } catch (error) {
      await connection.close();
      signal?.throwIfAborted();
      if (Date.now() >= deadline) throw new TemporalUnreachable(address, namespace, { cause: error });
      await pause(Math.max(0, Math.min(200, deadline - Date.now())), undefined, signal ? { signal } : {});
    }
  }
}

/** Waits for `work` no longer than until `signal` says stop; the SDK's own wait cannot be ended early. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
