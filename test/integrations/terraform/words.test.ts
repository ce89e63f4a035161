import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic, TerraformEvent } from '../../../src/integrations/terraform/events.ts';
import { explain } from '../../../src/integrations/terraform/explain.ts';
import { findTerraform } from '../../../src/integrations/terraform/find-terraform.ts';
import { importBlocks } from '../../../src/integrations/terraform/import-blocks.ts';
import { newerState } from '../../../src/integrations/terraform/newer-state.ts';
import { planDocument } from '../../../src/integrations/terraform/plan-document.ts';
import { previewOf } from '../../../src/integrations/terraform/preview.ts';
import { fillProviderMirror } from '../../../src/integrations/terraform/provider-mirror.ts';
import { reasonsToWait } from '../../../src/integrations/terraform/reasons-to-wait.ts';
import { scrubber } from '../../../src/integrations/terraform/scrub.ts';
import { unpackMirror } from '../../../src/integrations/terraform/unpack-mirror.ts';
import { failureOf, temporaryFolder, terraform } from './setup.ts';

const asIs = (text: string) => text;

function failed(diagnostics: readonly Partial<Diagnostic>[], events: readonly TerraformEvent[] = [], words = '') {
  const whole = diagnostics.map((given) => ({ severity: 'error' as const, summary: 'Error', detail: '', ...given }));
  return explain({ code: 1, events, diagnostics: whole, words }, 'apply', asIs);
}

describe('a failure in words', () => {
  it.each([
    ['terraform-token-refused', 'unauthorized: The API token does not have permission', false],
    ['terraform-token-not-allowed', 'forbidden: The API token does not have permission', false],
    ['terraform-token-not-allowed', 'the token is valid but does not have access to the account id 12', false],
    ['terraform-token-not-allowed', 'resource-not-found-permissions: The resource was not found', false],
    ['terraform-rate-limited', 'unexpected status code 429: {}, URL: https://x', true],
    ['terraform-unavailable', 'internal-server-error: oops', true],
    ['terraform-unavailable', 'unexpected status code 502: <html>, URL: https://x', true],
    ['terraform-unavailable', "invalid character '<' looking for beginning of value", true],
    ['terraform-unavailable', 'read tcp 127.0.0.1: connection reset by peer', true],
    ['terraform-unavailable', 'Post "https://x/": EOF', true],
    ['terraform-unreachable', 'dial tcp 127.0.0.1:1: connect: connection refused', true],
    ['terraform-run-first', 'No successful runs found', false],
    ['terraform-provider-crashed', 'Plugin did not respond: panic: nil pointer', true],
    ['terraform-busy', 'Error acquiring the state lock', true],
    ['terraform-provider-missing', 'Failed to query available provider packages', true],
  ])('is %s for “%s”', (code, detail, retryable) => {
    expect(failed([{ detail }])).toMatchObject({ code, retryable });
  });

  it('says what a refusal is about, which the provider calls “not found”', () => {
    const body = { status: { code: 400, user_message: 'Bad request' }, data: { name: ['is taken'], port: 'too high' } };
    const failure = failed([{ detail: `resource-not-found: ${JSON.stringify(body)}` }]);
    expect(failure).toMatchObject({
      code: 'terraform-refused',
      message: 'dbt Cloud refused it: name: is taken port: too high',
    });
  });

  it('falls back on a refusal’s own message', () => {
    const body = { status: { user_message: 'Only one production environment.' }, data: null };
    expect(failed([{ detail: `resource-not-found: ${JSON.stringify(body)}` }]).message).toBe(
      'dbt Cloud refused it: Only one production environment.',
    );
  });

  it('names what is gone, but not while other things fail too', () => {
    const gone = {
      summary: 'Error getting the environment',
      detail: 'resource-not-found: https://x/environments/1/',
      address: 'dbtcloud_environment.production',
    };
    expect(failed([gone])).toMatchObject({
      code: 'terraform-gone',
      message: 'dbt Cloud no longer shows environment production.',
      run: { gone: ['dbtcloud_environment.production'] },
    });
    const unseen = { ...gone, detail: 'resource-not-found-permissions: The resource was not found' };
    expect(failed([unseen]).code).toBe('terraform-gone');
    expect(failed([gone, { detail: 'unauthorized: no' }]).code).toBe('terraform-token-refused');
    const refusedRead = { ...gone, detail: 'resource-not-found: {"status": {}, "data": {"x": "y"}}' };
    expect(failed([refusedRead]).code).toBe('terraform-refused');
  });

  it('tells apart what may have been made from what was surely not', () => {
    const started = (addr: string): TerraformEvent => ({
      type: 'apply_start',
      hook: { resource: { addr, resource_type: 'x' }, action: 'create' },
    });
    const events: TerraformEvent[] = [
      started('a.lost'),
      started('a.refused'),
      started('a.made'),
      { type: 'apply_complete', hook: { resource: { addr: 'a.made', resource_type: 'x' }, action: 'create' } },
    ];
    const failure = failed(
      [
        { address: 'a.lost', detail: 'Post "https://x": EOF' },
        { address: 'a.refused', detail: 'resource-not-found: {"data": "no"}' },
      ],
      events,
    );
    expect(failure.run).toEqual({ done: ['a.made'], uncertain: ['a.lost'], refused: ['a.refused'], gone: [] });
  });

  it('is not misled by words that a refusal quotes', () => {
    const data = { private_key: 'panic: certificate refused, too many requests, forbidden: 401' };
    expect(failed([{ detail: `resource-not-found: ${JSON.stringify({ data })}` }]).code).toBe('terraform-refused');
    expect(failed([{ detail: 'internal-server-error: https://x/accounts/401/' }]).code).toBe('terraform-unavailable');
  });

  it('says when something that is needed is not there', () => {
    expect(failed([{ detail: 'resource-not-found: https://x/jobs/1/' }]).code).toBe('terraform-gone');
  });

  it('reads a crash from what was written besides events', () => {
    expect(failed([], [], 'panic: runtime error\ngoroutine 1').code).toBe('terraform-provider-crashed');
  });
});

describe('scrubbing', () => {
  it('takes out a secret in every form in which it may be quoted', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\n-----END PRIVATE KEY-----\n';
    const scrub = scrubber([key, 'p@ss word!']);
    const quoted = `${key} ${JSON.stringify({ key })} MIIEvQIBADANBgkqhkiG ?p=${encodeURIComponent('p@ss word!')} "p@ss word!"`;
    expect(scrub(quoted)).not.toMatch(/MIIE|ss word|p%40ss/);
  });

  it('leaves words alone', () => {
    expect(scrubber(['demo', ''])('a demo')).toBe('a demo');
  });
});

describe('which state to go on with', () => {
  const state = (lineage: string, serial: number) => Buffer.from(JSON.stringify({ lineage, serial }));
  it.each([
    ['the newer of one lineage', state('a', 3), state('a', 2), 'left'],
    ['the stored one when it is newer', state('a', 1), state('a', 2), 'stored'],
    ['the stored one of another lineage', state('a', 9), state('b', 1), 'stored'],
    ['the only one', state('a', 1), undefined, 'left'],
    ['the stored one when the other was cut off', Buffer.from('{"serial": 9, "lin'), state('a', 1), 'stored'],
    ['none', Buffer.from(''), undefined, 'none'],
  ] as const)('is %s', (_, left, stored, expected) => {
    expect(newerState(left, stored)).toBe(expected);
  });
});

describe('import blocks', () => {
  it('are HCL that nothing in an id can leave', () => {
    const template = '{file("/etc/passwd")}';
    const id = `1:"$${template}\n`;
    const escaped = template.replaceAll('"', '\\"');
    expect(importBlocks([{ address: 'dbtcloud_global_connection.demo[0]', id }])).toBe(
      `import {\n  to = dbtcloud_global_connection.demo[0]\n  id = "1:\\"$$${escaped}\\n"\n}\n`,
    );
  });

  it('refuse what is no address', () => {
    expect(() => importBlocks([{ address: 'a.b\n}', id: '1' }])).toThrow(RangeError);
  });
});

describe('a preview', () => {
  const job = (change: object) => ({
    format_version: '1.2',
    resource_changes: [{ address: 'dbtcloud_job.ci', mode: 'managed', type: 'dbtcloud_job', name: 'ci', change }],
  });

  it('leaves out what the provider announces with every change of a job', () => {
    const plan = job({
      actions: ['update'],
      before: { name: 'old', job_type: 'ci', id: 1, triggers: { schedule: true } },
      after: { name: 'new', id: 1, triggers: { schedule: false } },
      after_unknown: { job_type: true, cost_optimization_features: true },
    });
    expect(previewOf(planDocument.parse(plan)).items[0]?.fields.map(({ path }) => path)).toEqual([
      'name',
      'triggers.schedule',
    ]);
  });

  it('masks a given secret wherever it turns up', () => {
    const plan = job({ actions: ['create'], before: null, after: { name: 'with s3cret-value in it' } });
    const { items } = previewOf(planDocument.parse(plan), ['s3cret-value']);
    expect(items[0]?.fields).toEqual([{ path: 'name', after: { kind: 'secret' } }]);
  });

  it('names replacing and removing as such, which then wait', () => {
    const preview = previewOf(planDocument.parse(job({ actions: ['delete', 'create'], before: {}, after: {} })));
    expect(reasonsToWait({ preview, diagnostics: [], gone: [] })).toEqual([
      { kind: 'replaces', addresses: ['dbtcloud_job.ci'] },
    ]);
    const removed = previewOf(planDocument.parse(job({ actions: ['delete'], before: { id: 1 }, after: null })));
    expect(reasonsToWait({ preview: removed, diagnostics: [], gone: [] })).toEqual([
      { kind: 'deletes', addresses: ['dbtcloud_job.ci'] },
    ]);
  });

  it('does not wait where a credential that is taken over is made anew, as it is sent again', () => {
    const change = { actions: ['create', 'delete'], before: {}, after: {}, importing: { id: '1:2' } };
    const replaced = (type: string) => ({ address: `${type}.it`, mode: 'managed', type, name: 'it', change });
    const plan = { format_version: '1.2', resource_changes: ['a_credential', 'a_project'].map(replaced) };
    const preview = previewOf(planDocument.parse(plan));
    expect(reasonsToWait({ preview, diagnostics: [], gone: [] })).toEqual([
      { kind: 'replaces', addresses: ['a_project.it'] },
    ]);
  });

  it('waits when something was not found', () => {
    const preview = previewOf(planDocument.parse({ format_version: '1.2' }));
    const warning = {
      severity: 'warning',
      summary: 'Resource not found',
      detail: 'The project was not found.',
    } as const;
    expect(reasonsToWait({ preview, diagnostics: [warning], gone: [] })).toEqual([
      { kind: 'not-found', words: ['The project was not found.'] },
    ]);
  });
});

describe('finding Terraform', () => {
  async function fake(version: string): Promise<string> {
    const path = join(await temporaryFolder(), 'terraform');
    await writeFile(path, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`, { mode: 0o755 });
    return path;
  }

  it('says in a sentence that there is none', async () => {
    expect(await failureOf(findTerraform('/nowhere/terraform'))).toMatchObject({
      code: 'terraform-missing',
      message: 'There is no Terraform at /nowhere/terraform.',
    });
  });

  it('says in a sentence that it is too old', async () => {
    const failure = await failureOf(findTerraform(await fake('1.10.5')));
    expect(failure.code).toBe('terraform-too-old');
    expect(failure.message).toMatch(/^Terraform 1\.10\.5 is too old: 1\.11 or newer/);
  });

  it.each(['1.11.0', '1.14.3', '2.0.0-beta1'])('takes %s', async (version) => {
    const path = await fake(version);
    expect(await findTerraform(path)).toEqual({ path, version });
  });
});

describe.skipIf(!terraform)('the mirror of providers', () => {
  const pin = (source: string, version: string) => `terraform {
  required_providers {
    it = {
      source  = "${source}"
      version = "${version}"
    }
  }
}
`;

  async function moduleWith(text: string) {
    const home = await temporaryFolder();
    const module = join(home, 'module');
    await mkdir(module);
    await writeFile(join(module, 'versions.tf'), text);
    // The registry is a closed port of this machine.
    const settings = join(home, 'rc');
    const services = '{\n    "providers.v1" = "http://127.0.0.1:1/v1/providers/"\n  }';
    await writeFile(settings, `host "registry.terraform.io" {\n  services = ${services}\n}\n`);
    return { module, folder: join(home, 'mirror'), environment: { TF_CLI_CONFIG_FILE: settings } };
  }

  it('says in a sentence that a provider can not be had', async () => {
    if (!terraform) return;
    const { folder, ...rest } = await moduleWith(pin('dbt-labs/dbtcloud', '1.12.5'));
    const signal = new AbortController().signal;
    const onDownload = vi.fn();
    expect(await failureOf(fillProviderMirror({ terraform, folder, signal, onDownload, ...rest }))).toMatchObject({
      code: 'terraform-provider-missing',
      retryable: true,
      message: `The provider dbt-labs/dbtcloud 1.12.5 is not in ${folder}, and could not be had from registry.terraform.io.`,
    });
    expect(onDownload).toHaveBeenCalledOnce();
  });

  it('asks nobody when it has the provider', async () => {
    if (!terraform) return;
    const { folder, ...rest } = await moduleWith(pin('dbt-labs/dbtcloud', '1.12.5'));
    const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
    await mkdir(join(folder, 'registry.terraform.io/dbt-labs/dbtcloud/1.12.5', platform), { recursive: true });
    const onDownload = vi.fn();
    await fillProviderMirror({ terraform, folder, signal: new AbortController().signal, onDownload, ...rest });
    expect(onDownload).not.toHaveBeenCalled();
  });

  it('holds what was downloaded as a program, which Terraform then finds', async () => {
    if (!terraform) return;
    const { module, folder } = await moduleWith(pin('acme/thing', '1.2.3'));
    const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
    const downloaded = join(module, 'registry.terraform.io/acme/thing');
    await mkdir(downloaded, { recursive: true });
    const program = new TextEncoder().encode('#!/bin/sh\n');
    const archive = zipSync({ 'terraform-provider-thing_v1.2.3': program, LICENSE: new Uint8Array() });
    await writeFile(join(downloaded, `terraform-provider-thing_1.2.3_${platform}.zip`), archive);
    await Promise.all([unpackMirror(module, folder), unpackMirror(module, folder)]);
    const version = join(folder, 'registry.terraform.io/acme/thing/1.2.3');
    expect(await readdir(version)).toEqual([platform]);
    expect((await stat(join(version, platform, 'terraform-provider-thing_v1.2.3'))).mode & 0o111).toBe(0o111);
    const settings = join(module, 'rc');
    await writeFile(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
    const { stdout } = await execa(terraform.path, ['init', '-input=false'], {
      cwd: module,
      env: { TF_CLI_CONFIG_FILE: settings, CHECKPOINT_DISABLE: '1' },
    });
    expect(stdout).toContain('Installed acme/thing v1.2.3');
  });

  it('needs none for a module without providers', async () => {
    if (!terraform) return;
    const { folder, ...rest } = await moduleWith('terraform {}\n');
    const onDownload = vi.fn();
    await fillProviderMirror({ terraform, folder, signal: new AbortController().signal, onDownload, ...rest });
    expect(onDownload).not.toHaveBeenCalled();
  });
});
