import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findTerraform, type Terraform } from '../../../src/integrations/terraform/find-terraform.ts';
import type { TerraformProgress } from '../../../src/integrations/terraform/progress.ts';
import type { TerraformRequest } from '../../../src/integrations/terraform/request.ts';
import type { StateStore } from '../../../src/integrations/terraform/state-store.ts';
import type { TerraformError } from '../../../src/integrations/terraform/terraform-error.ts';

/** The real Terraform; `undefined`, with a sentence on stderr, where this machine has none that can be used. */
export const terraform: Terraform | undefined = await findTerraform(process.env.TERRAFORM_BIN).catch((error) => {
  process.stderr.write(`Tests on real Terraform are skipped. ${error.message} ${error.mend}\n`);
  return undefined;
});

/** A store in memory that remembers what it was given. */
export interface MemoryStore extends StateStore {
  saved: Uint8Array | undefined;
  /** Runs at each save, before anything is kept. */
  onSave: () => Promise<void> | void;
}

export function memoryStore(): MemoryStore {
  const store: MemoryStore = {
    saved: undefined,
    onSave: () => {},
    load: async () => store.saved,
    async save(state) {
      await store.onSave();
      store.saved = state;
    },
  };
  return store;
}

/** Addresses in a stored state. */
export function addressesIn(state: Uint8Array | undefined): string[] {
  const { resources } = JSON.parse(Buffer.from(state ?? '{"resources":[]}').toString());
  return resources.map(({ type, name }: { type: string; name: string }) => `${type}.${name}`).sort();
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terraform-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestRun {
  readonly request: TerraformRequest;
  readonly store: MemoryStore;
  readonly seen: TerraformProgress[];
  readonly abort: AbortController;
}

/** A request for a module that is written for the test. @param hcl its only file */
export async function requestFor(hcl: string, variables: Record<string, unknown> = {}): Promise<TestRun> {
  if (!terraform) throw new Error('This test needs Terraform.');
  const home = await temporaryFolder();
  const module = join(home, 'module');
  await mkdir(module);
  await writeFile(join(module, 'main.tf'), hcl);
  const store = memoryStore();
  const seen: TerraformProgress[] = [];
  const abort = new AbortController();
  const request: TerraformRequest = {
    terraform,
    module,
    folder: join(home, 'work'),
    variables,
    state: store,
    signal: abort.signal,
    progress: (progress) => seen.push(progress),
  };
  return { request, store, seen, abort };
}

/** What a promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<TerraformError> {
  const error = await promise.then(
    () => new Error('It did not fail.'),
    (reason) => reason,
  );
  return error;
}
