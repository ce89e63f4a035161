import { setTimeout as sleep } from 'node:timers/promises';
import { type DevServer, type DevServerOptions, startDevServer } from '../integrations/temporal/dev-server.ts';
import type { LogLines } from './log-lines.ts';

export interface SupervisedTemporal {
  readonly address: string;
  readonly uiUrl: string;
  pid(): number;
  stop(): Promise<void>;
}

const longestPauseMs = 10_000;

/** Runs the dev server and starts it again, on the same ports, whenever it dies. */
export async function superviseTemporal(options: DevServerOptions, log: LogLines): Promise<SupervisedTemporal> {
  let server = await startDevServer(options);
  const { address, uiUrl } = server;
  const stopping = new AbortController();
  const again = { ...options, port: portOf(`http://${address}`), uiPort: portOf(uiUrl) };

  const keepUp = async () => {
    for (;;) {
      const said = await server.ended;
      if (stopping.signal.aborted) return;
      log.write(`temporal ended ${said}`, 'stderr');
      const next = await restart(again, address, log, stopping.signal);
      if (next === undefined) return;
      server = next;
      // Told to stop while it was starting: nobody else ends it.
      if (stopping.signal.aborted) await server.stop();
    }
  };
  const done = keepUp();

  return {
    address,
    uiUrl,
    pid: () => server.pid,
    async stop() {
      stopping.abort();
      await server.stop();
      await done;
    },
  };
}

/** Tries until the server is back at its address: the worker and the page look for it there. */
async function restart(
  options: DevServerOptions,
  address: string,
  log: LogLines,
  stopping: AbortSignal,
): Promise<DevServer | undefined> {
  for (let pauseMs = 200; !stopping.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      const server = await startDevServer(options);
      if (server.address === address) return server;
      await server.stop();
      log.write(`temporal cannot be started again: ${address} is taken by another program`, 'stderr');
    } catch (error) {
      log.write(`temporal cannot be started again: ${error instanceof Error ? error.message : error}`, 'stderr');
    }
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
  }
  return undefined;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
