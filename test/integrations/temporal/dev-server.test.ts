import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import {
  type DevServer,
  type DevServerOptions,
  startDevServer,
} from '../../../src/integrations/temporal/dev-server.ts';
import { identityOf } from '../../../src/integrations/temporal/process-identity.ts';

const { cli } = loadConfig().temporal;
let folder: string;
let running: DevServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-server-'));
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
  const server = await startDevServer({
    ...{ cli, dataFolder: folder, host: '127.0.0.1', port: 0, uiPort: 0, namespace: 'default' },
    ...{ retentionDays: 90, searchAttributes: ['DemoPhase', 'DemoStatus'], ...options },
  });
  running.push(server);
  return server;
}

async function withClient<T>({ address }: DevServer, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

describe('the Temporal dev server', () => {
  it('starts healthy, with the wanted attributes, retention and codec endpoint', async () => {
    const server = await start({ codecEndpoint: 'http://127.0.0.1:3400/codec' });
    await withClient(server, async ({ connection }) => {
      const namespace = 'default';
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 86_400);
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      expect(Object.keys(customAttributes ?? {}).sort()).toEqual(['DemoPhase', 'DemoStatus']);
    });
    const settings = await (await fetch(`${server.uiUrl}/api/v1/settings`)).json();
    expect(settings).toMatchObject({ Codec: { Endpoint: 'http://127.0.0.1:3400/codec' } });
  });

  it('keeps workflows over a restart, on a database in WAL mode', async () => {
    const first = await start();
    await withClient(first, (client) =>
      client.workflow.start('waits', { taskQueue: 'nobody', workflowId: 'kept', args: [] }),
    );
    await first.stop();
    expect(identityOf(first.pid)).toBeUndefined();
    // Bytes 18 and 19 of an SQLite file say which journal it is written with; 2 is WAL.
    expect([...readFileSync(join(folder, 'temporal/temporal.db')).subarray(18, 20)]).toEqual([2, 2]);

    const second = await start();
    const { status } = await withClient(second, (client) => client.workflow.getHandle('kept').describe());
    expect(status.name).toBe('RUNNING');
  });

  it('takes free ports when the wanted ones are taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const server = await start({ port, uiPort: port });
    expect(server.address).not.toContain(`:${port}`);
    taken.close();
  });

  it('refuses a second server on the same data', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'lock-held' });
    await start({ dataFolder: join(folder, 'other') });
  });

  it('refuses data that another version wrote, and says what to do', async () => {
    await writeFile(join(folder, 'layout.json'), '{"layout":1,"temporalServer":"1.2.3"}');
    await expect(start()).rejects.toMatchObject({
      code: 'data-layout-mismatch',
      message: expect.stringMatching(
        /written by Temporal server 1\.2\.3.*set TEMPORAL_CLI .* or DATA_DIR to a new folder/,
      ),
    });
    await writeFile(join(folder, 'layout.json'), '{"layout":99,"temporalServer":"1.2.3"}');
    await expect(start()).rejects.toThrow(/layout 99/);
    await writeFile(join(folder, 'layout.json'), '{"lay');
    await expect(start()).rejects.toThrow(/cannot be read/);
  });

  it('refuses an attribute that the data knows with another type', async () => {
    const first = await start({ searchAttributes: [] });
    await withClient(first, ({ connection }) =>
      connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes: { DemoPhase: 3 } }),
    );
    await first.stop();
    await expect(start()).rejects.toThrow('search attribute DemoPhase is not a Keyword');
    await start({ searchAttributes: [] });
  });

  it('says so when there is no CLI, and leaves the data free', async () => {
    await expect(start({ cli: join(folder, 'none') })).rejects.toMatchObject({ code: 'dev-server-failed' });
    await start();
  });
});
