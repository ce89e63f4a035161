import { describe, expect, it } from 'vitest';
import { demoOutputs } from '../../src/integrations/terraform/demo-module.ts';
import { destroy } from '../../src/integrations/terraform/destroy.ts';
import { provision } from '../../src/integrations/terraform/provision.ts';
import { failureOf } from '../integrations/terraform/setup.ts';
import { counts, nothing, oneDemo, startDemo, withProvider } from './demo.ts';

describe.skipIf(!withProvider)('what dbt Cloud refuses, by the real provider', () => {
  it('says that the token is wrong, and does not show it', async () => {
    const { request, cloud } = await startDemo();
    const failure = await failureOf(provision(request({}, { token: 'dbtc_wrong-token' }), demoOutputs));
    expect(failure).toMatchObject({ code: 'terraform-token-refused', retryable: false });
    expect(`${failure.message} ${failure.cause}`).not.toContain('dbtc_wrong-token');
    expect(counts(cloud)).toEqual(nothing);
  });

  it('says that the token may not see the account', async () => {
    const { request } = await startDemo();
    const other = request({ accountId: 99 });
    expect(await failureOf(provision(other, demoOutputs))).toMatchObject({ code: 'terraform-token-not-allowed' });
  });

  it.each([
    ['terraform-token-not-allowed', { does: 'refuse', status: 403 }],
    ['terraform-rate-limited', { does: 'refuse', status: 429 }],
    ['terraform-unavailable', { does: 'refuse', status: 500 }],
    ['terraform-unavailable', { does: 'show-page', status: 503 }],
    ['terraform-unavailable', { does: 'show-page', status: 200 }],
    ['terraform-unavailable', { does: 'break' }],
  ] as const)('is %s for %o, asked once, and goes on from there', async (code, fault) => {
    const { request, cloud } = await startDemo();
    cloud.faults.plan({ ...fault, method: 'POST', path: /\/repositories\/$/ });
    const failure = await failureOf(provision(request(), demoOutputs));
    expect(failure.code).toBe(code);
    expect(failure.run.done).toContain('dbtcloud_project.demo');
    expect(
      cloud.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/repositories/')),
    ).toHaveLength(1);
    expect((await provision(request(), demoOutputs)).kind).toBe('applied');
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('says what a refusal is about', async () => {
    const { request, cloud } = await startDemo();
    const data = { name: ['A connection of this name exists.'] };
    cloud.faults.plan({ does: 'refuse', status: 400, data, method: 'POST', path: /\/connections\/$/ });
    expect(await failureOf(provision(request(), demoOutputs))).toMatchObject({
      code: 'terraform-refused',
      message: 'dbt Cloud refused it: name: A connection of this name exists.',
      run: { uncertain: [] },
    });
  });

  it('says that the provider crashed', async () => {
    const { request, cloud } = await startDemo();
    await provision(request(), demoOutputs);
    // Fields that are null, but never missing.
    const text = '{"data": {"id": 1, "name": "x", "adapter_version": "redshift_v0", "config": {}}}';
    cloud.faults.plan({ does: 'write', text, method: 'GET', path: /\/connections\/\d+\/$/, times: 3 });
    const failure = await failureOf(provision(request(), demoOutputs));
    expect(failure.code).toBe('terraform-provider-crashed');
  });

  it('does not make a demo anew because reading it was refused', async () => {
    const { request, cloud } = await startDemo();
    await provision(request(), demoOutputs);
    cloud.faults.plan({ does: 'refuse', status: 400, method: 'GET', path: /\/projects\/\d+\/$/, times: 2 });
    const waiting = await provision(request(), demoOutputs);
    expect(waiting).toMatchObject({ kind: 'waits' });
    expect(waiting.kind === 'waits' && waiting.reasons.map(({ kind }) => kind)).toContain('not-found');
    expect(counts(cloud)).toEqual(oneDemo);
    expect((await provision(request(), demoOutputs)).preview.items).toEqual([]);
  });

  it('asks before it replaces the repository', async () => {
    const { request, cloud } = await startDemo();
    await provision(request(), demoOutputs);
    const moved = await provision(request({ repositoryUrl: 'git@github.com:acme/another.git' }), demoOutputs);
    expect(moved).toMatchObject({ kind: 'waits' });
    expect(moved.kind === 'waits' && moved.reasons.map(({ kind }) => kind)).toContain('replaces');
    expect(counts(cloud)).toEqual(oneDemo);
  });
});

describe.skipIf(!withProvider)('a project that was deleted by hand, by the real provider', () => {
  async function deleted() {
    const demo = await startDemo('databricks');
    await provision(demo.request(), demoOutputs);
    const { state } = demo.cloud;
    for (const rows of [state.projects, state.repositories, state.environments, state.credentials, state.jobs]) {
      for (const row of rows.values()) row.state = 2;
    }
    state.variables.clear();
    return demo;
  }

  it('is recognised, and made again once a person says so', async () => {
    const { request, cloud, store } = await deleted();
    const failure = await failureOf(provision(request(), demoOutputs));
    expect(failure.code).toBe('terraform-gone');
    const before = store.saved;
    const waiting = await provision(request(), demoOutputs, { makeGoneAgain: true });
    expect(waiting.kind === 'waits' && waiting.reasons).toContainEqual({
      kind: 'gone',
      addresses: expect.arrayContaining(['dbtcloud_environment.production']),
    });
    expect(store.saved).toBe(before);
    const word = { makeGoneAgain: true, approved: waiting.preview.digest };
    const made = await provision(request(), demoOutputs, word);
    expect(made.kind).toBe('applied');
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('is no obstacle to removing the rest', async () => {
    const { request, cloud } = await deleted();
    const { gone } = await destroy(request());
    expect(gone).toContain('dbtcloud_environment.production');
    expect(counts(cloud)).toEqual(nothing);
  });
});
