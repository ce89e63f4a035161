import { globSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkflowFailedError } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectTemporal } from '../../../src/integrations/temporal/connection.ts';
import { connectWorker } from '../../../src/integrations/temporal/connection-of-worker.ts';
import { encryptingDataConverter } from '../../../src/integrations/temporal/data-converter.ts';
import { repeatOrFail } from './encrypted-workflows.ts';
import { aKey, testFolder } from './keys.ts';

const server = process.env.TEMPORAL_CLI ?? globSync('.tools/temporal/*/temporal').sort().at(-1);

/** How often `text` stands in any file of the folder. */
async function occurrences(folder: string, text: string): Promise<number> {
  let count = 0;
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count += 1;
  }
  return count;
}

describe.skipIf(server === undefined)('what a Temporal server stores', () => {
  it('has no input, result, memo or failure in clear, while client and worker read them all', async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const folder = await testFolder();
    const env = await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: server ?? '' },
        dbFilename: join(folder, 'temporal.db'),
        ui: false,
        log: { format: 'json', level: 'error' },
      },
    });
    onTestFinished(() => env.teardown());
    const at = { address: env.address, namespace: 'default' };
    const dataConverter = encryptingDataConverter({ current: aKey('k1'), former: [] });
    const { client, connection } = await connectTemporal({ ...at, dataConverter });
    onTestFinished(() => connection.close());
    const native = await connectWorker(at);
    onTestFinished(() => native.close());
    const worker = await Worker.create({
      connection: native,
      taskQueue: 'encrypted',
      workflowsPath: join(import.meta.dirname, 'encrypted-workflows.ts'),
      dataConverter,
    });
    const secret = 'Grünkohl-discovery-notes';
    const input = { text: secret, fail: false };
    const options = { taskQueue: 'encrypted', memo: { notes: secret }, staticSummary: secret };

    await worker.runUntil(async () => {
      const good = await client.workflow.start(repeatOrFail, { ...options, workflowId: 'visible-id', args: [input] });
      expect(await good.result()).toBe(secret);
      expect((await good.describe()).memo).toEqual({ notes: secret });
      const bad = await client.workflow.start(repeatOrFail, {
        ...options,
        workflowId: 'bad',
        args: [{ ...input, fail: true }],
      });
      const failure = await bad.result().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(WorkflowFailedError);
      expect((failure as WorkflowFailedError).cause?.message).toBe(`failed over ${secret}`);
    });

    expect(await occurrences(folder, 'visible-id')).toBeGreaterThan(0);
    expect(await occurrences(folder, secret)).toBe(0);
  }, 60_000);
});
