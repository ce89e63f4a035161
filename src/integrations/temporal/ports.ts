import { createServer, type Server } from 'node:net';

/**
 * The wanted port when it is free, else any free one; 0 asks for any. Another program may take it before it is used:
 * whoever binds it has to be ready for that.
 */
export async function freePort(host: string, wanted: number): Promise<number> {
  const server = (await listen(host, wanted)) ?? (await listen(host, 0));
  if (server === undefined) throw new Error(`No port is free on ${host}.`);
  const port = portOf(server);
  await close(server);
  return port;
}

/** As `freePort` for several at once, all different. */
export async function freePorts(host: string, wanted: readonly number[]): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (const port of wanted) {
      const server = (await listen(host, port)) ?? (await listen(host, 0));
      if (server === undefined) throw new Error(`No port is free on ${host}.`);
      servers.push(server);
    }
    return servers.map(portOf);
  } finally {
    await Promise.all(servers.map(close));
  }
}

function listen(host: string, port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
