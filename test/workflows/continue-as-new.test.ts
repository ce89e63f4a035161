import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type DevServer, startDevServer } from '../../src/integrations/temporal/dev-server.ts';
import { BuildHarness } from './build-harness.ts';

/** Events after which this server suggests that a run continues as a new one; Temporal's own number is 4096. */
const longHistory = 40;

let folder: string;
let server: DevServer;
let harness: BuildHarness;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry long '));
  const cli = join(folder, 'temporal');
  const flags = `--dynamic-config-value limit.historyCount.suggestContinueAsNew=${longHistory}`;
  const program = `'${loadConfig().temporal.cli.replaceAll("'", `'\\''`)}'`;
  await writeFile(
    cli,
    `#!/bin/sh\ncase "$1" in server) exec ${program} "$@" ${flags};; *) exec ${program} "$@";; esac\n`,
    {
      mode: 0o700,
    },
  );
  server = await startDevServer({
    ...{ cli, host: '127.0.0.1', port: 0, uiPort: 0, namespace: 'default', retentionDays: 1 },
    searchAttributes: ['DemoPhase', 'DemoStatus', 'DemoOwner', 'DemoTarget'],
  });
  harness = await BuildHarness.open(server.address);
});
afterAll(async () => {
  await harness?.endBuilds();
  await harness?.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a build whose history grows long goes on as new runs, with its questions and all that was made', async () => {
  const build = await harness.start();
  let seen = await build.reach('live');
  const first = (await build.handle.describe()).runId;
  for (const batch of ['double-orders-on-day-one', 'day-one', 'next-day']) {
    await build.decide(seen, { kind: 'land', batch });
    seen = await build.asks('live', seen.ask?.number);
    expect(seen.landed).toBe(batch);
  }
  await expect.poll(async () => (await build.handle.describe()).runId).not.toBe(first);
  const kept = await build.asks('live');
  expect(kept).toMatchObject({ ask: seen.ask, repository: seen.repository, runs: seen.runs, status: 'waiting' });
  await build.cancel();
  const asked = await build.asks('roll-back');
  await build.decide(asked, { kind: 'tear-down' });
  expect(await build.handle.result()).toMatchObject({ status: 'closed', outcome: 'cancelled', left: [], begun: [] });
});
