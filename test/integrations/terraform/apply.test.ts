import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { destroy } from '../../../src/integrations/terraform/destroy.ts';
import { previewProvision, provision } from '../../../src/integrations/terraform/provision.ts';
import { withSession } from '../../../src/integrations/terraform/session.ts';
import { addressesIn, failureOf, requestFor, terraform } from './setup.ts';

const noOutputs = z.object({});

const pair = `
variable "word" {
  type    = string
  default = "one"
}
resource "terraform_data" "first" {
  input = var.word
}
resource "terraform_data" "second" {
  input = terraform_data.first.output
}
output "word" {
  value = terraform_data.second.output
}`;

describe.skipIf(!terraform)('on real Terraform', () => {
  it('makes what the module describes, says how far it is, and reads its outputs', async () => {
    const { request, store, seen } = await requestFor(pair, { word: 'hello' });
    const result = await provision(request, z.object({ word: z.string() }));
    expect(result).toMatchObject({ kind: 'applied', outputs: { word: 'hello' } });
    expect(addressesIn(store.saved)).toEqual(['terraform_data.first', 'terraform_data.second']);
    const percents = seen.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((one, other) => one - other));
    for (const stage of [10, 20, 30, 45, 55, 65, 90, 100]) expect(percents).toContain(stage);
    expect(seen.map(({ line }) => line)).toContain('Made terraform data second (2 of 2)');
  });

  it('leaves no folder behind, and goes on from the stored state', async () => {
    const { request, store } = await requestFor(pair);
    await provision(request, noOutputs);
    expect(existsSync(request.folder)).toBe(false);
    const first = store.saved;
    const again = await provision(request, noOutputs);
    expect(again.preview.items).toEqual([]);
    expect(JSON.parse(Buffer.from(store.saved ?? '').toString()).lineage).toBe(
      JSON.parse(Buffer.from(first ?? '').toString()).lineage,
    );
  });

  it('keeps its folder to itself', async () => {
    const { request, store } = await requestFor(pair);
    let mode = 0;
    let readable: string[] = [];
    store.onSave = async () => {
      mode = (await stat(request.folder)).mode & 0o777;
      readable = await readdir(request.folder);
    };
    await provision(request, noOutputs);
    expect(mode).toBe(0o700);
    expect(readable).toContain('terraform.tfstate');
  });

  it('hands secrets over by the environment alone', async () => {
    const { request, store } = await requestFor(`
variable "secret" {
  type      = string
  ephemeral = true
}
resource "terraform_data" "only" {
  provisioner "local-exec" {
    command     = "test -n \\"$GIVEN\\" && tr '\\\\0' '\\\\n' < /proc/$PPID/cmdline > arguments.txt"
    environment = { GIVEN = var.secret }
  }
}`);
    const secret = 'very-secret-value';
    const texts: Record<string, string> = {};
    store.onSave = async () => {
      for (const name of await readdir(request.folder)) {
        const path = join(request.folder, name);
        if ((await stat(path)).isFile()) texts[name] = await readFile(path, 'latin1');
      }
    };
    await provision({ ...request, secrets: { TF_VAR_secret: secret } }, noOutputs);
    expect(Object.keys(texts)).toEqual(
      expect.arrayContaining(['terraform.tfstate', 'plan.tfplan', 'apply.jsonl', 'arguments.txt']),
    );
    for (const [name, text] of Object.entries(texts)) expect(text, name).not.toContain(secret);
  });

  it('takes secrets out of what a failure says', async () => {
    const { request } = await requestFor(`
resource "terraform_data" "only" {
  provisioner "local-exec" {
    command = "echo refused: $TOKEN_OF_TEST; exit 1"
  }
}`);
    const failure = await failureOf(provision({ ...request, secrets: { TOKEN_OF_TEST: 'token-1234567' } }, noOutputs));
    expect(failure).toMatchObject({ code: 'terraform-failed' });
    const words = `${failure.message} ${failure.cause}`;
    expect(words).toContain('refused');
    expect(words).not.toContain('token-1234567');
  });

  it('says what a plan would do without doing it', async () => {
    const { request, store } = await requestFor(pair, { word: 'hello' });
    const { preview, reasons } = await previewProvision(request);
    expect(preview.items).toEqual([
      {
        address: 'terraform_data.first',
        type: 'terraform_data',
        action: 'create',
        fields: [{ path: 'input', after: { kind: 'value', value: 'hello' } }],
      },
      { address: 'terraform_data.second', type: 'terraform_data', action: 'create', fields: [] },
    ]);
    expect(reasons).toEqual([]);
    expect(store.saved).toBeUndefined();
  });

  it('shows each changed field before and after, and no secret', async () => {
    const secretive = `
variable "word" { type = string }
variable "hidden" {
  type      = string
  sensitive = true
}
resource "terraform_data" "only" {
  input = { shown = var.word, secret = var.hidden }
}`;
    const { request } = await requestFor(secretive, { word: 'one', hidden: 'not-to-be-shown' });
    await provision(request, noOutputs);
    const { preview } = await previewProvision({ ...request, variables: { word: 'two', hidden: 'nor-this-one' } });
    const fields = preview.items[0]?.fields ?? [];
    expect(fields).toContainEqual({
      path: 'input.shown',
      before: { kind: 'value', value: 'one' },
      after: { kind: 'value', value: 'two' },
    });
    expect(fields).toContainEqual({ path: 'input.secret', before: { kind: 'secret' }, after: { kind: 'secret' } });
    expect(JSON.stringify(preview)).not.toMatch(/not-to-be-shown|nor-this-one/);
  });

  it('waits for a word before it removes or replaces anything, and the word counts for that plan only', async () => {
    const { request, store } = await requestFor(pair);
    await provision(request, noOutputs);
    const replacing = { ...request, variables: {} };
    const { module } = (await requestFor(`resource "terraform_data" "first" {\n  triggers_replace = 1\n}`)).request;
    const changed = { ...replacing, module };
    const before = store.saved;
    const waiting = await provision(changed, noOutputs);
    expect(waiting).toMatchObject({
      kind: 'waits',
      reasons: [
        { kind: 'deletes', addresses: ['terraform_data.second'] },
        { kind: 'replaces', addresses: ['terraform_data.first'] },
      ],
    });
    expect(addressesIn(store.saved)).toEqual(addressesIn(before));
    expect(await provision(changed, noOutputs, { approved: 'another-digest' })).toMatchObject({ kind: 'waits' });
    const carried = await provision(changed, noOutputs, { approved: waiting.preview.digest });
    expect(carried.kind).toBe('applied');
    expect(addressesIn(store.saved)).toEqual(['terraform_data.first']);
  });

  it('removes all of it, and then has nothing to remove', async () => {
    const { request, store } = await requestFor(pair);
    await provision(request, noOutputs);
    const { preview } = await destroy(request);
    expect(preview.items.map(({ action }) => action)).toEqual(['delete', 'delete']);
    expect(addressesIn(store.saved)).toEqual([]);
    expect((await destroy(request)).preview.items).toEqual([]);
  });

  it('takes out of the state what is gone outside, whether or not it is still in there', async () => {
    const { request, store } = await requestFor(pair);
    await provision(request, noOutputs);
    await withSession(request, (session) => session.forget(['terraform_data.second', 'terraform_data.never']));
    expect(addressesIn(store.saved)).toEqual(['terraform_data.first']);
    const { preview } = await previewProvision(request);
    expect(preview.items.map(({ address, action }) => [address, action])).toEqual([
      ['terraform_data.second', 'create'],
    ]);
  });

  it('adopts what exists, once', async () => {
    const { request, store } = await requestFor('resource "terraform_data" "only" {}');
    const adopting = { ...request, adopt: [{ address: 'terraform_data.only', id: 'made-elsewhere' }] };
    const adopted = await provision(adopting, noOutputs);
    expect(adopted.preview.items).toMatchObject([{ address: 'terraform_data.only', action: 'adopt' }]);
    expect(Buffer.from(store.saved ?? '').toString()).toContain('made-elsewhere');
    expect((await provision(adopting, noOutputs)).preview.items).toEqual([]);
  });

  it('keeps the folder while it holds state that could not be stored, and goes on from it', async () => {
    const { request, store } = await requestFor(pair);
    store.onSave = () => {
      throw new Error('disk full');
    };
    expect(await failureOf(provision(request, noOutputs))).toMatchObject({
      code: 'terraform-state-unsaved',
      retryable: true,
    });
    expect(existsSync(join(request.folder, 'terraform.tfstate'))).toBe(true);
    store.onSave = () => {};
    expect((await provision(request, noOutputs)).preview.items).toEqual([]);
    expect(addressesIn(store.saved)).toHaveLength(2);
    expect(existsSync(request.folder)).toBe(false);
  });

  it('stores what was done before a failure', async () => {
    const { request, store } = await requestFor(`
resource "terraform_data" "good" {}
resource "terraform_data" "bad" {
  depends_on = [terraform_data.good]
  provisioner "local-exec" {
    command = "exit 3"
  }
}`);
    const failure = await failureOf(provision(request, noOutputs));
    expect(failure.run).toMatchObject({ done: ['terraform_data.good'], uncertain: ['terraform_data.bad'] });
    expect(addressesIn(store.saved)).toContain('terraform_data.good');
  });

  it('refuses outputs that are not what the module promises', async () => {
    const { request } = await requestFor(pair);
    const failure = await failureOf(provision(request, z.object({ word: z.number() })));
    expect(failure.message).toBe('Terraform’s outputs are not what the module promises: word.');
  });

  it('says what is wrong with a module', async () => {
    const { request } = await requestFor('resource "terraform_data" "only" {\n  unknown = 1\n}');
    const failure = await failureOf(provision(request, noOutputs));
    expect(failure.message).toMatch(/^Terraform’s validate failed: Unsupported argument/);
  });
});
