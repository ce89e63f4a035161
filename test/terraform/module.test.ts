import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/config.ts';
import { demoNames, demoOutputs, demoRequest } from '../../src/integrations/terraform/demo-module.ts';
import { terraform } from '../integrations/terraform/setup.ts';
import { kinds, warehouses } from './demo.ts';
import digest from './provider-schema.json' with { type: 'json' };
import { digestOf, type SchemaDigest, wholeSchema } from './provider-schema.ts';
import { readBlocks, readModule, resourcesIn } from './read-module.ts';

const { provider, resources } = digest as SchemaDigest;
const blocks = readModule();
const used = resourcesIn(blocks);
const whole = await wholeSchema(terraform?.path);
if (whole === undefined) {
  process.stderr.write(
    'The digest of the provider’s schema is not held against the provider: neither TERRAFORM_PROVIDER_SCHEMA nor TERRAFORM_PROVIDER_MIRROR is set.\n',
  );
}

/** Attributes that a resource gives, without what is a map's own keys. */
function given(block: (typeof used)[number]): string[] {
  return [...block.attributes.keys()].filter(
    (path) => !path.startsWith('lifecycle') && !path.startsWith('environment_values.'),
  );
}

const labelled = (kind: string) => blocks.filter((block) => block.kind === kind).map(({ labels: [name] }) => name);

describe('the module, against the provider’s schema', () => {
  it('uses what the digest has', () => {
    expect(used.length).toBeGreaterThan(15);
    expect(new Set(used.map(({ labels: [type] }) => type))).toEqual(new Set(Object.keys(resources)));
  });

  it.each(used.map((block) => [block.labels.join('.'), block] as const))('gives %s what it takes', (_, block) => {
    const schema = resources[block.labels[0] ?? ''] ?? {};
    for (const path of given(block)) {
      expect(schema, path).toHaveProperty([path]);
      expect(schema[path], path).not.toBe('computed');
    }
    const missing = Object.keys(schema).filter((path) => {
      if (schema[path] !== 'required' || block.attributes.has(path)) return false;
      const parent = path.split('.').slice(0, -1).join('.');
      // What a whole object needs is seen only where the object is written out.
      return parent === '' || /(^|[?:] )\{$/.test(block.attributes.get(parent) ?? '');
    });
    expect(missing).toEqual([]);
  });

  it('gives write-only secrets to write-only attributes, with a version each', () => {
    const ephemeral = blocks
      .filter((block) => block.attributes.get('ephemeral') === 'true')
      .map(({ labels: [name] }) => name);
    expect(ephemeral).toEqual(['warehouse_secret', 'warehouse_secret_passphrase']);
    let uses = 0;
    for (const block of used) {
      for (const [path, value] of block.attributes) {
        if (!/var\.warehouse_secret(_passphrase)?\b(?!_)/.test(value)) continue;
        uses += 1;
        expect(resources[block.labels[0] ?? '']?.[path], `${block.labels.join('.')}.${path}`).toBe('write-only');
        expect(block.attributes.get(`${path}_version`)).toContain('var.warehouse_secret_version');
      }
    }
    expect(uses).toBe(6);
  });

  it('turns the provider’s own retries off, as they make things twice', () => {
    const settings = blocks.find(({ kind }) => kind === 'provider')?.attributes;
    expect([...(settings ?? [])]).toEqual([['disable_retry', 'true']]);
    expect(provider).toHaveProperty('disable_retry');
  });

  it.skipIf(whole === undefined)('has a digest that is the provider’s own', () => {
    expect(digestOf(whole ?? '', Object.keys(resources))).toEqual(digest);
  });
});

describe('the module, against the service', () => {
  it('takes every variable that the service gives, and no more', () => {
    const declared = labelled('variable');
    const named = kinds.flatMap((kind) => {
      const { settings, secret } = warehouses[kind];
      const { variables, secrets } = demoRequest(
        {
          projectName: 'x [foundry-abc]',
          schema: 'x',
          dbtCloudUrl: 'https://cloud.getdbt.com',
          accountId: 1,
          dbtVersion: 'latest',
          threads: 8,
          repositoryUrl: 'git@github.com:a/b.git',
          githubInstallationId: 1,
          schedule: '0 6 * * *',
          scheduleActive: true,
          productionSteps: ['dbt build'],
          schedules: { nightly: { cron: '0 3 * * *', steps: ['dbt build --full-refresh'] } },
          semanticLayer: true,
          warehouse: settings,
          connectionId: 1,
          secretVersion: 1,
        },
        { token: 'token', warehouse: secret, passphrase: 'phrase' },
      );
      const secretNames = Object.keys(secrets).filter((name) => name.startsWith('TF_VAR_'));
      return [...Object.keys(variables), ...secretNames.map((name) => name.slice('TF_VAR_'.length))];
    });
    expect(new Set(named)).toEqual(new Set(declared));
  });

  it('gives every output that the service reads, and no more', () => {
    expect(labelled('output').sort()).toEqual(Object.keys(demoOutputs.shape).sort());
  });

  it('names environments and jobs as they are looked for', () => {
    const names = (type: string) =>
      Object.fromEntries(
        used
          .filter(({ labels }) => labels[0] === type)
          .map(({ labels: [, role = ''], attributes }) => [role, JSON.parse(attributes.get('name') ?? '""')]),
      );
    expect(names('dbtcloud_environment')).toEqual(demoNames.environments);
    // As many jobs as there are schedules, each with the schedule's id in its name.
    const { scheduled, ...jobs } = names('dbtcloud_job');
    expect(jobs).toEqual(demoNames.jobs);
    expect(scheduled).toMatch(/^Production: \$\{each\.key\}$/);
  });

  it('pins the provider and the oldest Terraform', () => {
    const versions = readFileSync(join(root, 'terraform', 'versions.tf'), 'utf8');
    expect(versions).toContain('required_version = ">= 1.11"');
    expect(versions).toMatch(/version = "1\.12\.5"/);
  });

  it.skipIf(!terraform)('is written as `terraform fmt` writes', async () => {
    const { exitCode, stdout } = await execa(
      terraform?.path ?? '',
      ['fmt', '-check', '-recursive', join(root, 'terraform')],
      {
        reject: false,
      },
    );
    expect([exitCode, stdout]).toEqual([0, '']);
  });

  it('holds no state, plan or values', () => {
    const files = readdirSync(join(root, 'terraform'));
    expect(files.filter((name) => !name.endsWith('.tf') && name !== 'README.md')).toEqual([]);
  });
});

it('reads blocks, nested objects and objects in one line', () => {
  const [block] = readBlocks(`resource "a_b" "c" {
  count = 1

  name = "x"
  nested = var.y ? null : {
    inner = 1
  }
  short = { one = 1, two = 2 }
}
`);
  expect([...(block?.attributes ?? [])]).toEqual([
    ['name', '"x"'],
    ['nested', 'var.y ? null : {'],
    ['nested.inner', '1'],
    ['short', '{ one = 1, two = 2 }'],
    ['short.one', '1'],
    ['short.two', '2'],
  ]);
});
