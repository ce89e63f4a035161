import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { workflowBundle } from '../setup/temporal.ts';
import { type Build, BuildHarness, testDataConverter } from './build-harness.ts';
import { digest } from './stub-activities.ts';

/** Histories of lives that were lived by this code; `RECORD_HISTORIES=1 npm run test:unit -- replay` records them anew. */
const folder = join(import.meta.dirname, 'histories');

const lives: Record<string, (harness: BuildHarness) => Promise<Build>> = {
  async 'landed-and-torn-down'(harness) {
    const build = await harness.start();
    let seen = await build.reach('live');
    for (const batch of ['double-orders-on-day-one', 'day-one', 'next-day']) {
      await build.decide(seen, { kind: 'land', batch });
      seen = await build.asks('live', seen.ask?.number);
    }
    await build.decide(seen, { kind: 'tear-down' });
    await build.handle.result();
    return build;
  },
  async 'edited-retried-and-rewound'(harness) {
    harness.stubs.failing.set('publishRepository', 1);
    const build = await harness.start();
    const seen = await build.asks('review-scenario');
    await build.decide(seen, { kind: 'edit-scenario', scenario: digest('edited') });
    await build.decide(await build.asks('review-scenario', seen.ask?.number), { kind: 'approve-scenario' });
    await build.decide(await build.asks('review-files'), { kind: 'approve-files', repositoryName: 'acme' });
    const stuck = await build.asks('step-failed');
    await build.rewind(stuck, 'rehearse');
    const files = await build.asks('review-files', stuck.ask?.number);
    await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    await build.asks('provision');
    await build.cancel();
    await build.decide(await build.asks('roll-back'), { kind: 'tear-down' });
    await build.handle.result();
    return build;
  },
  async 'dbt-cloud-from-form-to-teardown'(harness) {
    harness.stubs.accounts.failedChecks = 1;
    harness.stubs.accounts.waitingPlans = 1;
    const secrets = { github_token: `key-${'a'.repeat(26)}` };
    const build = await harness.start({}, { target: 'dbt-cloud', access: { values: {}, secrets } });
    await build.decide(await build.asks('accounts'), { kind: 'enter-accounts', access: { values: {}, secrets } });
    await build.decide(await build.reach('provision'), { kind: 'provision', options: { threads: 4 } });
    const waiting = await build.asks('review-plan');
    await build.decide(waiting, { kind: 'roll-back' });
    const files = await build.asks('review-files');
    await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    await build.decide(await build.asks('provision', files.ask?.number), { kind: 'provision' });
    let seen = await build.asks('live');
    for (const said of [
      { kind: 'land', batch: 'next-day' },
      { kind: 'schedule', on: false },
    ] as const) {
      await build.decide(seen, said);
      seen = await build.asks('live', seen.ask?.number);
    }
    await build.decide(seen, { kind: 'reset', asOf: '2026-12-01' });
    await build.decide(await build.asks('live', seen.ask?.number), { kind: 'tear-down' });
    await build.handle.result();
    return build;
  },
};

if (process.env.RECORD_HISTORIES === '1') {
  test('record the histories anew', { timeout: 120_000 }, async () => {
    await mkdir(folder, { recursive: true });
    const harness = await BuildHarness.open();
    try {
      for (const [name, live] of Object.entries(lives)) {
        harness.stubs.reset();
        const build = await live(harness);
        await writeFile(join(folder, `${name}.history.json`), historyToJSON(await build.handle.fetchHistory()));
      }
    } finally {
      await harness.stop();
    }
  });
}

describe('recorded histories', () => {
  test('there is one of every kind of life', async () => {
    expect((await readdir(folder)).sort()).toEqual(
      Object.keys(lives)
        .map((name) => `${name}.history.json`)
        .sort(),
    );
  });

  test.each(Object.keys(lives))('%s gives the same commands today', async (name) => {
    const history: unknown = JSON.parse(await readFile(join(folder, `${name}.history.json`), 'utf8'));
    await Worker.runReplayHistory({ workflowBundle: workflowBundle(), dataConverter: testDataConverter }, history);
  });
});
