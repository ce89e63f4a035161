import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adoptionsOf, demoOutputs } from '../../src/integrations/terraform/demo-module.ts';
import { destroy } from '../../src/integrations/terraform/destroy.ts';
import { provision } from '../../src/integrations/terraform/provision.ts';
import { failureOf } from '../integrations/terraform/setup.ts';
import {
  counts,
  foundIn,
  kinds,
  nothing,
  oneDemo,
  removeSemanticLayer,
  secretsIn,
  startDemo,
  warehouses,
  withProvider,
  withSemanticLayer,
} from './demo.ts';

describe.skipIf(!withProvider).each(kinds)('a demo on %s, by the real provider', (kind) => {
  const { secret, next } = warehouses[kind];

  it('is made once, and stays as it is', async () => {
    const { cloud, request } = await startDemo(kind);
    const made = await provision(request(), demoOutputs);
    if (made.kind !== 'applied') throw new Error('It waits.');
    expect(counts(cloud)).toEqual(oneDemo);
    expect(made.outputs).toMatchObject({ connection: { made: true }, jobs: foundIn(cloud).jobs });
    expect(made.outputs.environments).toEqual(foundIn(cloud).environments);
    const again = await provision(request(), demoOutputs);
    expect(again.preview.items).toEqual([]);
    expect(cloud.unexpected).toEqual([]);
    expect(secretsIn(cloud)).toContain(secret);
  });

  it('keeps its secret out of every file, and out of the state where the provider allows it', async () => {
    const { cloud, request, store } = await startDemo(kind);
    const texts: Record<string, string> = {};
    const work = request();
    store.onSave = async () => {
      for (const entry of await readdir(work.folder, { withFileTypes: true })) {
        if (entry.isFile()) texts[entry.name] = await readFile(join(work.folder, entry.name), 'latin1');
      }
    };
    const { preview } = await provision(work, demoOutputs);
    const telling =
      secret
        .trim()
        .split('\n')
        .at(secret.includes('\n') ? 1 : 0) ?? secret;
    // BigQuery’s connection has no write-only key: there the state, and the plan that it came from, hold it.
    const holding = kind === 'bigquery' ? ['plan.tfplan', 'terraform.tfstate'] : [];
    expect(Object.keys(texts)).toEqual(
      expect.arrayContaining(['plan.tfplan', 'apply.jsonl', 'values.auto.tfvars.json']),
    );
    for (const [name, text] of Object.entries(texts)) {
      if (!holding.includes(name)) expect(text, name).not.toContain(telling);
      expect(text, name).not.toContain(cloud.token);
    }
    expect(JSON.stringify(preview)).not.toContain(telling);
  });

  it('gets its Semantic Layer after the first successful run, and not before', async () => {
    const { cloud, request } = await startDemo(kind);
    const made = await provision(request(), demoOutputs);
    if (made.kind !== 'applied') throw new Error('It waits.');
    expect(await failureOf(provision(request({ semanticLayer: true }), demoOutputs))).toMatchObject({
      code: 'terraform-run-first',
    });
    cloud.addRun(made.outputs.jobs.production);
    const second = await provision(request({ semanticLayer: true }), demoOutputs);
    if (second.kind !== 'applied') throw new Error('It waits.');
    expect([...cloud.state.semanticConfigurations.keys()]).toEqual([second.outputs.semantic_layer_id]);
    expect(secretsIn(cloud, 'semantic-layer-credential')).toContain(secret);
    expect((await provision(request({ semanticLayer: true }), demoOutputs)).preview.items).toEqual([]);
    expect(counts(cloud)).toEqual(withSemanticLayer);
    expect(cloud.unexpected).toEqual([]);
    await destroy(request({ semanticLayer: true }, { token: cloud.token }));
    expect(counts(cloud)).toEqual(nothing);
  });

  it('takes another secret in place', async () => {
    const { cloud, request } = await startDemo(kind);
    await provision(request(), demoOutputs);
    const secrets = { token: cloud.token, warehouse: next };
    const rotated = await provision(request({ secretVersion: 2 }, secrets), demoOutputs);
    expect(rotated.kind).toBe('applied');
    expect(rotated.preview.items.map(({ action }) => action)).toEqual(['update']);
    expect(secretsIn(cloud)).toContain(next);
    expect(counts(cloud)).toEqual(oneDemo);
    expect((await provision(request({ secretVersion: 2 }, secrets), demoOutputs)).preview.items).toEqual([]);
  });

  it('is removed without its warehouse’s secret, connection included', async () => {
    const { cloud, request } = await startDemo(kind);
    await provision(request(), demoOutputs);
    await destroy(request({}, { token: cloud.token }));
    expect(counts(cloud)).toEqual(nothing);
    expect(cloud.unexpected).toEqual([]);
  });

  it('uses a connection that is given, and leaves it where it is', async () => {
    const first = await startDemo(kind);
    await provision(first.request(), demoOutputs);
    const connectionId = foundIn(first.cloud).connectionId ?? 0;
    first.store.saved = undefined;
    for (const rows of [first.cloud.state.projects, first.cloud.state.environments]) rows.clear();
    const made = await provision(first.request({ connectionId }), demoOutputs);
    expect(made).toMatchObject({ kind: 'applied', outputs: { connection: { id: connectionId, made: false } } });
    await destroy(first.request({ connectionId }, { token: first.cloud.token }));
    expect(counts(first.cloud).connections).toBe(1);
  });

  it('is found again when its state is lost', async () => {
    const { cloud, request, store } = await startDemo(kind);
    const made = await provision(request(), demoOutputs);
    if (made.kind !== 'applied') throw new Error('It waits.');
    cloud.addRun(made.outputs.jobs.production);
    await provision(request({ semanticLayer: true }), demoOutputs);
    store.saved = undefined;
    removeSemanticLayer(cloud);
    const settings = request({ semanticLayer: true });
    const adopted = await provision({ ...settings, adopt: adoptionsOf(kind, foundIn(cloud)) }, demoOutputs);
    expect(adopted.kind).toBe('applied');
    const anew = adopted.preview.items.filter((item) => item.adopted === undefined).map(({ type }) => type);
    expect(anew.sort()).toEqual(
      [`dbtcloud_${kind}_semantic_layer_credential`, 'dbtcloud_semantic_layer_configuration'].sort(),
    );
    expect(counts(cloud)).toEqual(withSemanticLayer);
    expect((await provision(settings, demoOutputs)).preview.items).toEqual([]);
  });
});

describe.skipIf(!withProvider)('a demo’s settings, by the real provider', () => {
  it('take a password on Snowflake too', async () => {
    const { cloud, request } = await startDemo('snowflake');
    const { settings } = warehouses.snowflake;
    if (settings.kind !== 'snowflake') throw new Error('Not Snowflake.');
    const warehouse = { ...settings, auth: 'password' } as const;
    const secrets = { token: cloud.token, warehouse: 'snowflake-password' };
    const made = await provision(request({ warehouse }, secrets), demoOutputs);
    expect(made.kind).toBe('applied');
    expect(cloud.state.secrets.filter(({ value }) => value !== '')).toEqual([
      expect.objectContaining({ field: 'password', value: 'snowflake-password' }),
    ]);
    expect((await provision(request({ warehouse }, secrets), demoOutputs)).preview.items).toEqual([]);
  });

  it('are refused before anything is made when they cannot be', async () => {
    const { cloud, request } = await startDemo();
    const hyphen = await failureOf(provision(request({ schema: 'acme-demo' }), demoOutputs));
    expect(hyphen.message).toContain('no hyphens');
    const unmarked = await failureOf(provision(request({ projectName: 'Acme demo' }), demoOutputs));
    expect(unmarked.message).toContain('must end with the build');
    const other = request({ warehouse: { kind: 'databricks', host: 'example.com', httpPath: '/sql/1' } });
    expect((await failureOf(provision(other, demoOutputs))).message).toContain('must be a Databricks host');
    expect(counts(cloud)).toEqual(nothing);
  });

  it('pause the schedule without touching anything else', async () => {
    const { cloud, request } = await startDemo();
    await provision(request(), demoOutputs);
    const paused = await provision(request({ scheduleActive: false }), demoOutputs);
    expect(paused.preview.items).toEqual([
      {
        address: 'dbtcloud_job.production',
        type: 'dbtcloud_job',
        action: 'update',
        fields: [
          {
            path: 'triggers.schedule',
            before: { kind: 'value', value: true },
            after: { kind: 'value', value: false },
          },
        ],
      },
    ]);
    const production = cloud.state.jobs.get(foundIn(cloud).jobs?.production ?? 0);
    expect(production?.triggers).toMatchObject({ schedule: false });
  });
});

describe.skipIf(!withProvider)('a demo with several schedules, by the real provider', () => {
  const schedules = {
    nightly: { cron: '0 3 * * *', steps: ["dbt build --exclude 'kpi.*' --full-refresh", 'dbt build --select kpi'] },
    'by-day': { cron: '0 8-20/4 * * 1-5', steps: ["dbt build --exclude 'kpi.*'", 'dbt build --select kpi'] },
  };
  const productionSteps = schedules['by-day'].steps;

  it('has a job for each, beside production, which has the same steps and no schedule', async () => {
    const { cloud, request } = await startDemo('snowflake');
    const given = request({ productionSteps, schedules });
    const made = await provision(given, demoOutputs);
    if (made.kind !== 'applied') throw new Error('It waits.');
    const jobOf = (id?: number) => cloud.state.jobs.get(id ?? 0);
    const { production, scheduled = {} } = made.outputs.jobs;
    expect(counts(cloud)).toEqual({ ...oneDemo, jobs: 5 });
    expect(jobOf(production)).toMatchObject({ execute_steps: productionSteps, triggers: { schedule: false } });
    for (const [id, { cron, steps }] of Object.entries(schedules)) {
      const job = { name: `Production: ${id}`, execute_steps: steps, triggers: { schedule: true } };
      expect(jobOf(scheduled[id])).toMatchObject({ ...job, schedule: { cron } });
    }
    expect(Object.keys(made.outputs.urls.jobs.scheduled ?? {}).sort()).toEqual(['by-day', 'nightly']);
    const again = await provision(request({ productionSteps, schedules }), demoOutputs);
    expect(again.preview.items).toEqual([]);
    const paused = await provision(request({ productionSteps, schedules, scheduleActive: false }), demoOutputs);
    expect(paused.kind).toBe('applied');
    expect([...cloud.state.jobs.values()].filter(({ triggers }) => Object(triggers).schedule)).toEqual([]);
    await destroy(request({ productionSteps, schedules }, { token: cloud.token }));
    expect(counts(cloud)).toEqual(nothing);
  });

  it('goes on with jobs that stand there when its state is lost', async () => {
    const { cloud, request, store } = await startDemo('snowflake');
    const made = await provision(request({ productionSteps, schedules }), demoOutputs);
    if (made.kind !== 'applied') throw new Error('It waits.');
    store.saved = undefined;
    const { scheduled = {} } = made.outputs.jobs;
    const found = foundIn(cloud);
    const adopt = adoptionsOf('snowflake', { ...found, jobs: { ...found.jobs, scheduled } });
    const again = await provision({ ...request({ productionSteps, schedules }), adopt }, demoOutputs);
    if (again.kind !== 'applied') throw new Error('It waits.');
    expect(again.outputs.jobs).toEqual(made.outputs.jobs);
    expect(counts(cloud)).toEqual({ ...oneDemo, jobs: 5 });
  });
});
