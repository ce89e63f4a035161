import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { applyInfrastructure } from '../../../src/activities/dbt-cloud/apply-infrastructure.ts';
import type { ApplyInput } from '../../../src/activities/dbt-cloud/contract.ts';
import { destroyInfrastructure } from '../../../src/activities/dbt-cloud/destroy-infrastructure.ts';
import { infrastructureRequest } from '../../../src/activities/dbt-cloud/infrastructure-request.ts';
import { planInfrastructure } from '../../../src/activities/dbt-cloud/plan-infrastructure.ts';
import type { FieldName } from '../../../src/domain/accounts/fields.ts';
import type { InfrastructureState } from '../../../src/domain/build/infrastructure.ts';
import { previewSchema } from '../../../src/domain/build/plan-preview.ts';
import { getJson } from '../../../src/integrations/artifacts/json.ts';
import type { DemoWarehouse } from '../../../src/integrations/terraform/demo-module.ts';
import { runAlone } from '../../integrations/terraform/run-alone.ts';
import { failureOf } from '../../integrations/terraform/setup.ts';
import type { Rows } from '../../setup/dbt-cloud/state.ts';
import { counts, kinds, nothing, oneDemo, withProvider, withSemanticLayer } from '../../terraform/demo.ts';
import { marker, startCloudBuild, warehouseValues } from './cloud-build.ts';

// Each runs Terraform several times, on machines that have other work to do.
vi.setConfig({ testTimeout: 180_000 });

/** A build with its steps. */
async function aBuild(kind?: DemoWarehouse['kind']) {
  const build = await startCloudBuild(kind);
  const { deps, input, context } = build;
  const apply = (changed: Partial<ApplyInput> = {}) =>
    applyInfrastructure(deps)({ ...input(), ...changed }, { ...context, signal: new AbortController().signal });
  return {
    ...build,
    apply,
    plan: (changed: Partial<ApplyInput> = {}) => planInfrastructure(deps)({ ...input(), ...changed }, context),
    destroy: (changed: Partial<ApplyInput> = {}) => destroyInfrastructure(deps)({ ...input(), ...changed }, context),
    /** Applies, and expects that nothing waits for a person. */
    async made(changed: Partial<ApplyInput> = {}): Promise<InfrastructureState> {
      const applied = await apply(changed);
      if (applied.kind === 'waits') throw new Error(`It waits: ${JSON.stringify(applied.plan.reasons)}`);
      return applied.infrastructure;
    },
  };
}

const removeAll = (rows: Rows) => {
  for (const row of rows.values()) row.state = 2;
};
const nothingToDo = { create: 0, update: 0, replace: 0, delete: 0, adopt: 0 };

describe.skipIf(!withProvider).each(kinds)('a demo on %s, step by step with the real provider', (kind) => {
  it('is planned, made, left as it is, given its Semantic Layer and taken down', async () => {
    const { cloud, deps, plan, made, destroy, lines, state, expectNoSecret } = await aBuild(kind);
    const planned = await plan();
    expect(planned.counts).toEqual({ ...nothingToDo, create: 12 });
    expect(planned.reasons).toEqual([]);
    const preview = await getJson(deps.artifacts, previewSchema, planned.preview);
    expect([preview.items.length, preview.digest]).toEqual([12, planned.changes]);
    expect(counts(cloud)).toEqual(nothing);

    const infrastructure = await made();
    expect(counts(cloud)).toEqual(oneDemo);
    expect(infrastructure).toMatchObject({
      ...{ connection: { made: true }, schemas: { production: 'acme_abc' }, semanticLayer: false },
      urls: { project: expect.stringContaining(cloud.url) },
    });
    expect(lines).toContainEqual(expect.stringMatching(/^\d\d %: Made job load \(\d+ of 12\)$/));
    expect(lines.at(-1)).toMatch(/^100 %: /);
    expect((await plan()).counts).toEqual(nothingToDo);

    cloud.addRun(infrastructure.jobs.production);
    const second = await made({ semanticLayer: true });
    expect(second).toEqual({ ...infrastructure, semanticLayer: true });
    expect((await plan({ semanticLayer: true })).counts).toEqual(nothingToDo);
    expect(counts(cloud)).toEqual(withSemanticLayer);

    await expectNoSecret(planned, infrastructure, second);
    expect(await readdir(deps.services.terraform.workFolder)).toEqual([]);
    await destroy({ semanticLayer: true });
    expect(counts(cloud)).toEqual(nothing);
    expect(await state.load()).toBeUndefined();
    expect(cloud.unexpected).toEqual([]);
  });

  it('goes over to a given connection once a person agrees, and leaves that one where it is', async () => {
    const { cloud, made, apply, enter, destroy } = await aBuild(kind);
    const before = await made();
    const given = { ...cloud.state.connections.get(before.connection.id), id: 99_002, name: 'Company’s own' };
    cloud.state.connections.set(given.id, given);
    const login = ['snowflake_user', 'snowflake_private_key', 'databricks_token', 'redshift_user', 'redshift_password'];
    const entered = Object.entries(warehouseValues[kind]).filter(([name]) => login.includes(name));
    const values: Partial<Record<FieldName, string>> = Object.fromEntries(entered);
    const access = await enter({ ...values, dbt_cloud_connection_id: '99002' });
    const waiting = await apply({ access });
    if (waiting.kind !== 'waits') throw new Error('It did not wait.');
    expect(waiting.plan.reasons).toContainEqual({ kind: 'deletes', about: ['dbtcloud_global_connection.demo[0]'] });
    const after = await made({ access, approved: waiting.plan.changes });
    expect(after.connection).toEqual({ id: 99_002, made: false });
    expect(counts(cloud)).toEqual(oneDemo);
    if (kind === 'snowflake') {
      cloud.addRun(after.jobs.production);
      expect(await made({ access, semanticLayer: true })).toEqual({ ...after, semanticLayer: true });
    }
    await destroy({ access });
    expect(counts(cloud)).toEqual({ ...nothing, connections: 1 });
  });
});

describe.skipIf(!withProvider)('a state that is lost, with the real provider', () => {
  it('is made again of what stands, and the Semantic Layer anew', async () => {
    const { cloud, made, plan, state } = await aBuild('bigquery');
    const first = await made();
    cloud.addRun(first.jobs.production);
    await made({ semanticLayer: true });
    await state.drop();
    expect(await made({ semanticLayer: true })).toEqual({ ...first, semanticLayer: true });
    expect(counts(cloud)).toEqual(withSemanticLayer);
    expect((await plan({ semanticLayer: true })).counts).toEqual(nothingToDo);
  });

  it('does not keep a demo from being taken down', async () => {
    const { cloud, made, destroy, state } = await aBuild();
    const { jobs } = await made();
    cloud.addRun(jobs.production);
    await made({ semanticLayer: true });
    await state.drop();
    await destroy({ semanticLayer: true });
    expect(counts(cloud)).toEqual(nothing);
  });
});

describe.skipIf(!withProvider)('a run that does not go through, with the real provider', () => {
  it.each([
    ['the project', /\/projects\/$/],
    ['a job', /\/jobs\/$/],
  ])('finds %s whose answer was lost, and each thing is there once', async (_, path) => {
    const { cloud, apply, made, plan, expectNoSecret } = await aBuild();
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path });
    const failure = await failureOf(apply());
    expect(failure).toMatchObject({ code: 'terraform-unavailable', retryable: true });
    await expectNoSecret(failure);
    await made();
    expect(counts(cloud)).toEqual(oneDemo);
    expect((await plan()).counts).toEqual(nothingToDo);
  });

  it('finds the Semantic Layer’s credential whose answer was lost, and each thing is there once', async () => {
    const { cloud, apply, made, plan } = await aBuild();
    const { jobs } = await made();
    cloud.addRun(jobs.production);
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path: /\/semantic-layer-credentials\/$/ });
    expect(await failureOf(apply({ semanticLayer: true }))).toMatchObject({ retryable: true });
    await made({ semanticLayer: true });
    expect(counts(cloud)).toEqual(withSemanticLayer);
    expect((await plan({ semanticLayer: true })).counts).toEqual(nothingToDo);
  });

  it('keeps the connection that it has when the project is refused, and asks nobody', async () => {
    const { cloud, apply, made } = await aBuild();
    cloud.faults.plan({
      does: 'refuse',
      status: 400,
      message: 'Too many projects.',
      method: 'POST',
      path: /\/projects\/$/,
    });
    expect(await failureOf(apply())).toMatchObject({ code: 'terraform-refused', retryable: false });
    const [connection] = [...cloud.state.connections.keys()];
    expect((await made()).connection).toEqual({ id: connection, made: true });
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('says what was refused, and what stands all the same with its link', async () => {
    const { cloud, apply, made } = await aBuild();
    cloud.faults.plan({ does: 'refuse', status: 403, method: 'POST', path: /\/jobs\/$/, times: 9 });
    const { code, message } = await failureOf(apply());
    cloud.faults.clear();
    expect(code).toBe('terraform-token-not-allowed');
    expect(message).toMatch(/Refused: .*job load/);
    expect(message).toContain(`so far: project Acme demo [${marker}] (${cloud.url}`);
    expect(message).toMatch(/1 repository, .*3 environments/);
    await made();
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('is gone on with after everything was killed, and leaves no folder behind', async () => {
    const { cloud, deps, input, context, made, destroy, expectNoSecret } = await aBuild();
    cloud.faults.plan({ does: 'wait', ms: 20_000, method: 'POST', path: /\/environments\/$/, times: 2 });
    const request = await infrastructureRequest(deps, input(), context);
    const alone = runAlone(request);
    onTestFinished(() => alone.end());
    await vi.waitFor(() => expect(counts(cloud).environments).toBeGreaterThan(0), { timeout: 20_000 });
    await alone.killAll();
    cloud.faults.clear();
    expect(existsSync(request.folder)).toBe(true);
    await made();
    expect(existsSync(request.folder)).toBe(false);
    expect(counts(cloud)).toEqual(oneDemo);
    await destroy();
    expect(counts(cloud)).toEqual(nothing);
    await expectNoSecret();
  });

  it('waits for Terraform to end where only the worker was killed, and makes nothing again', async () => {
    const { cloud, deps, input, context, made, lines } = await aBuild();
    cloud.faults.plan({ does: 'wait', ms: 4_000, method: 'POST', path: /\/projects\/$/ });
    const alone = runAlone(await infrastructureRequest(deps, input(), context));
    onTestFinished(() => alone.end());
    await vi.waitFor(() => expect(counts(cloud).connections).toBe(1), { timeout: 20_000 });
    const [connection] = [...cloud.state.connections.keys()];
    await alone.killWorker();
    expect((await made()).connection).toEqual({ id: connection, made: true });
    expect(lines).toContain('5 %: Waiting for a run of Terraform that goes on from before');
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('is taken down after everything was killed', async () => {
    const { cloud, deps, input, context, destroy } = await aBuild();
    cloud.faults.plan({ does: 'wait', ms: 20_000, method: 'POST', path: /\/environments\/$/, times: 2 });
    const request = await infrastructureRequest(deps, input(), context);
    const alone = runAlone(request);
    onTestFinished(() => alone.end());
    await vi.waitFor(() => expect(counts(cloud).environments).toBeGreaterThan(0), { timeout: 20_000 });
    await alone.killAll();
    cloud.faults.clear();
    await destroy();
    expect(counts(cloud)).toEqual(nothing);
    expect(existsSync(request.folder)).toBe(false);
  });

  it('lets what is in flight come to its end when it is cancelled, and goes on with it', async () => {
    const { cloud, deps, input, context, abort, made } = await aBuild();
    cloud.faults.plan({ does: 'wait', ms: 1_500, method: 'POST', path: /\/projects\/$/ });
    const running = failureOf(applyInfrastructure(deps)(input(), context));
    await vi.waitFor(() => expect(cloud.requests.some(({ method }) => method === 'POST')).toBe(true), {
      timeout: 20_000,
    });
    abort.abort();
    expect(await running).toMatchObject({ code: 'terraform-cancelled' });
    expect(counts(cloud).projects).toBe(1);
    await made();
    expect(counts(cloud)).toEqual(oneDemo);
  });
});

describe.skipIf(!withProvider)('what people do in dbt Cloud meanwhile, with the real provider', () => {
  it('is shown first where a project was deleted by hand, and made again once a person agrees', async () => {
    const { cloud, apply, plan, made } = await aBuild();
    const before = await made();
    for (const rows of [cloud.state.projects, cloud.state.environments, cloud.state.jobs]) removeAll(rows);
    const waiting = await apply();
    if (waiting.kind !== 'waits') throw new Error('It did not wait.');
    expect(waiting.plan.reasons.map(({ kind }) => kind)).toContain('gone');
    expect(waiting.plan.counts.create).toBeGreaterThan(5);
    expect(counts(cloud).projects).toBe(0);
    expect((await plan()).changes).toBe(waiting.plan.changes);
    expect((await apply({ approved: 'another plan' })).kind).toBe('waits');
    const after = await made({ approved: waiting.plan.changes });
    expect(after.projectId).not.toBe(before.projectId);
    expect(counts(cloud)).toMatchObject({ projects: 1, environments: 3, jobs: 3, connections: 1 });
  });

  it('is no obstacle to taking it down', async () => {
    const { cloud, made, destroy, state } = await aBuild('databricks');
    await made();
    for (const rows of [cloud.state.projects, cloud.state.environments, cloud.state.jobs]) removeAll(rows);
    for (const rows of [cloud.state.repositories, cloud.state.credentials, cloud.state.variables]) removeAll(rows);
    await destroy();
    expect(counts(cloud)).toEqual(nothing);
    expect(await state.load()).toBeUndefined();
  });

  it('goes when it stands there twice', async () => {
    const { cloud, made } = await aBuild();
    const { projectId } = await made();
    const twin = {
      ...cloud.state.projects.get(projectId),
      id: 99_001,
      repository_id: null,
      name: `Acme demo [${marker}]`,
    };
    cloud.state.projects.set(twin.id, twin);
    expect(counts(cloud).projects).toBe(2);
    expect((await made()).projectId).toBe(projectId);
    expect(counts(cloud)).toEqual(oneDemo);
  });

  it('lets a person choose another version, other threads, and no schedule', async () => {
    const { cloud, made } = await aBuild('snowflake');
    const before = await made();
    const after = await made({ options: { dbtVersion: 'compatible', threads: 3 }, scheduleActive: false });
    expect(after).toEqual(before);
    expect(cloud.state.environments.get(before.environments.production)).toMatchObject({ dbt_version: 'compatible' });
    expect(cloud.state.jobs.get(before.jobs.production)?.triggers).toMatchObject({ schedule: false });
  });
});
