import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectTemporal } from '../../../src/integrations/temporal/connection.ts';

describe('connecting to Temporal', () => {
  it('gives up in time with a sentence when nothing listens', async () => {
    const started = performance.now();
    const failure = await connectTemporal({
      address: '127.0.0.1:1',
      namespace: 'default',
      dataConverter: {},
      patience: 600,
    }).catch((error: unknown) => error);

    expect(failure).toMatchObject({
      code: 'temporal-unreachable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('gives up in time when something listens that never answers', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((ready) => silent.once('listening', ready));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const connecting = connectTemporal({
      address: `127.0.0.1:${address.port}`,
      namespace: 'default',
      dataConverter: {},
      patience: 700,
    });
    await expect(connecting).rejects.toMatchObject({ code: 'temporal-unreachable' });
    silent.close();
  });

  it('stops waiting when it is told to', async () => {
    const signal = AbortSignal.timeout(300);
    const connecting = connectTemporal({ address: '127.0.0.1:1', namespace: 'default', dataConverter: {}, signal });
    await expect(connecting).rejects.toThrow(/aborted/);
  });
});
