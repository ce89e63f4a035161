import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { adoptionsOf, demoOutputs } from '../../src/integrations/terraform/demo-module.ts';
import { destroy } from '../../src/integrations/terraform/destroy.ts';
import { provision } from '../../src/integrations/terraform/provision.ts';
import { runAlone } from '../integrations/terraform/run-alone.ts';
import { failureOf } from '../integrations/terraform/setup.ts';
import { counts, foundIn, kinds, nothing, oneDemo, startDemo, withProvider } from './demo.ts';

const environments = /\/environments\/$/;

describe.skipIf(!withProvider).each(kinds)('a run for %s that is broken off, by the real provider', (kind) => {
  it('is gone on with after everything was killed, and each thing is there once', async () => {
    const { cloud, request, store } = await startDemo(kind);
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path: environments, times: 1 });
    cloud.faults.plan({ does: 'wait', ms: 20_000, method: 'POST', path: environments, times: 2 });
    const alone = runAlone(request());
    onTestFinished(() => alone.end());
    await vi.waitFor(() => expect(counts(cloud).environments).toBe(1), { timeout: 20_000 });
    await alone.killAll();
    cloud.faults.clear();
    await sleep(300);
    expect(store.saved).toBeUndefined();
    const resumed = await provision({ ...request(), adopt: adoptionsOf(kind, foundIn(cloud)) }, demoOutputs);
    expect(resumed.kind).toBe('applied');
    expect(counts(cloud)).toEqual(oneDemo);
    expect((await provision(request(), demoOutputs)).preview.items).toEqual([]);
    await destroy(request());
    expect(counts(cloud)).toEqual(nothing);
  });
});

describe.skipIf(!withProvider)('a run that is broken off, by the real provider', () => {
  it.each([
    ['the project', /\/projects\/$/, 'dbtcloud_project.demo'],
    ['the repository', /\/repositories\/$/, 'dbtcloud_repository.demo'],
    ['the credential', /\/credentials\/$/, 'dbtcloud_redshift_credential.production[0]'],
    ['an environment', environments, expect.stringMatching(/^dbtcloud_environment\./)],
    ['a job', /\/jobs\/$/, expect.stringMatching(/^dbtcloud_job\./)],
  ])('finds %s whose answer was lost, and makes no second one', async (_, path, address) => {
    const { cloud, request } = await startDemo();
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path });
    const failure = await failureOf(provision(request(), demoOutputs));
    expect(failure).toMatchObject({ code: 'terraform-unavailable', retryable: true, run: { uncertain: [address] } });
    await provision({ ...request(), adopt: adoptionsOf('redshift', foundIn(cloud)) }, demoOutputs);
    expect(counts(cloud)).toEqual(oneDemo);
    expect((await provision(request(), demoOutputs)).preview.items).toEqual([]);
  });

  it('finds the connection whose answer was lost behind a proxy’s page', async () => {
    const { cloud, request } = await startDemo();
    cloud.faults.plan({ does: 'lose-answer', page: 502, method: 'POST', path: /\/connections\/$/ });
    const failure = await failureOf(provision(request(), demoOutputs));
    expect(failure).toMatchObject({ code: 'terraform-unavailable', retryable: true });
    expect(failure.run.uncertain).toEqual(['dbtcloud_global_connection.demo[0]']);
    await provision({ ...request(), adopt: adoptionsOf('redshift', foundIn(cloud)) }, demoOutputs);
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('keeps what was in flight when it is given up', async () => {
    const { cloud, request, abort, store } = await startDemo();
    cloud.faults.plan({ does: 'wait', ms: 1_500, method: 'POST', path: /\/projects\/$/ });
    const running = failureOf(provision(request(), demoOutputs));
    await vi.waitFor(() => expect(cloud.requests.some(({ method }) => method === 'POST')).toBe(true), {
      timeout: 20_000,
    });
    abort.abort();
    expect(await running).toMatchObject({ code: 'terraform-cancelled' });
    expect(counts(cloud).projects).toBe(1);
    expect(Buffer.from(store.saved ?? '').toString()).toContain(String(foundIn(cloud).projectId));
    const next = await provision({ ...request(), signal: new AbortController().signal }, demoOutputs);
    expect(next.kind).toBe('applied');
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('lets Terraform finish when only the worker is killed', async () => {
    const { cloud, request } = await startDemo();
    cloud.faults.plan({ does: 'wait', ms: 1_500, method: 'POST', path: environments, times: 3 });
    const alone = runAlone(request());
    onTestFinished(() => alone.end());
    await vi.waitFor(
      () => expect(cloud.requests.some(({ method, path }) => method === 'POST' && environments.test(path))).toBe(true),
      { timeout: 20_000 },
    );
    await alone.killWorker();
    const next = await provision(request(), demoOutputs);
    expect(next).toMatchObject({ kind: 'applied', preview: { items: [] } });
    expect(counts(cloud)).toEqual(oneDemo);
  });
});
