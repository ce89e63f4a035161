import { createServer } from 'node:net';
import { Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { callsUntilClosed } from '../../../src/integrations/temporal/calls-until-closed.ts';

test('a call that is to be tried again after its connection was closed ends as cancelled, and harms nothing', async () => {
  // Takes every connection and drops it, so that calls fail in a way that is tried again.
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const uncaught: unknown[] = [];
  const note = (error: unknown) => void uncaught.push(error);
  process.on('uncaughtException', note);
  const calls = callsUntilClosed();
  const connection = Connection.lazy({ address: `127.0.0.1:${port}`, interceptors: calls.interceptors });
  try {
    const asked = connection.workflowService.getSystemInfo({}).then(
      () => 'answered',
      (error: { code?: number }) => error.code,
    );
    // Between two tries.
    await new Promise((resolve) => setTimeout(resolve, 250));
    calls.close();
    await connection.close();
    expect(await asked).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(uncaught).toEqual([]);
  } finally {
    process.off('uncaughtException', note);
    await new Promise((resolve) => server.close(resolve));
  }
});
