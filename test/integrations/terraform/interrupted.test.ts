import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { provision } from '../../../src/integrations/terraform/provision.ts';
import { runAlone } from './run-alone.ts';
import { addressesIn, failureOf, requestFor, terraform } from './setup.ts';

const noOutputs = z.object({});

/** Each resource writes its name once it is made; the second takes its time. */
const chain = (log: string) => `
resource "terraform_data" "first" {
  provisioner "local-exec" {
    command = "echo first >> ${log}"
  }
}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "echo slow >> ${log}; sleep 2"
  }
}
resource "terraform_data" "last" {
  depends_on = [terraform_data.slow]
  provisioner "local-exec" {
    command = "echo last >> ${log}"
  }
}`;

async function slowRun() {
  const run = await requestFor('');
  const log = join(run.request.module, 'made.log');
  await writeFile(log, '');
  await writeFile(join(run.request.module, 'main.tf'), chain(log));
  const made = async () => (await readFile(log, 'utf8')).split('\n').filter(Boolean);
  return { ...run, made };
}

describe.skipIf(!terraform)('a run of real Terraform that does not come to its end', () => {
  it('is interrupted once when it is given up, and its state is kept', async () => {
    const { request, store, abort, made } = await slowRun();
    const running = failureOf(provision(request, noOutputs));
    await vi.waitFor(async () => expect(await made()).toContain('slow'), { timeout: 20_000 });
    abort.abort();
    expect(await running).toMatchObject({
      code: 'terraform-cancelled',
      retryable: false,
      run: { done: ['terraform_data.first'] },
    });
    expect(await made()).toEqual(['first', 'slow']);
    expect(addressesIn(store.saved)).toContain('terraform_data.first');
    expect(existsSync(request.folder)).toBe(false);
  });

  it('does not begin what is given up already', async () => {
    const { request, abort } = await slowRun();
    abort.abort();
    expect(await failureOf(provision(request, noOutputs))).toMatchObject({ code: 'terraform-cancelled' });
    expect(existsSync(request.folder)).toBe(false);
  });

  it('is finished by Terraform itself when only the worker is killed, and the next run finds it done', async () => {
    const { request, store, made } = await slowRun();
    const alone = runAlone(request);
    onTestFinished(() => alone.end());
    await vi.waitFor(async () => expect(await made()).toContain('slow'), { timeout: 20_000 });
    await alone.killWorker();
    const next = await provision(request, noOutputs);
    expect(next.preview.items).toEqual([]);
    expect(await made()).toEqual(['first', 'slow', 'last']);
    expect(addressesIn(store.saved)).toHaveLength(3);
  });

  it('is gone on with where it stopped when everything is killed', async () => {
    const { request, store, made } = await slowRun();
    const alone = runAlone(request);
    onTestFinished(() => alone.end());
    await vi.waitFor(async () => expect(await made()).toContain('slow'), { timeout: 20_000 });
    await alone.killAll();
    await sleep(200);
    const next = await provision(request, noOutputs);
    expect(next.preview.items.map(({ address }) => address).sort()).toEqual([
      'terraform_data.last',
      'terraform_data.slow',
    ]);
    // The first was in the state; the one in flight is made again, as only the outside could tell that it was begun.
    expect(await made()).toEqual(['first', 'slow', 'slow', 'last']);
    expect(addressesIn(store.saved)).toHaveLength(3);
  });

  it('runs in a process group of its own', async () => {
    const { request, made } = await slowRun();
    const alone = runAlone(request);
    onTestFinished(() => alone.end());
    await vi.waitFor(async () => expect(await made()).toContain('slow'), { timeout: 20_000 });
    const [child] = await alone.children();
    expect(child).toBeDefined();
    expect(await alone.groupOf(child ?? 0)).toBe(child);
    expect(await alone.groupOf(child ?? 0)).not.toBe(await alone.groupOf(alone.pid));
    await alone.killAll();
  });
});
