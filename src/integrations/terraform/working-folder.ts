import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adoption, importBlocks } from './import-blocks.ts';
import { newerState } from './newer-state.ts';
import type { StateStore } from './state-store.ts';
import { TerraformError } from './terraform-error.ts';

const files = { state: 'terraform.tfstate', holder: 'holder', values: 'values.auto.tfvars.json', imports: 'adopt.tf' };

/** What a run lays out before Terraform starts. Nothing of it is secret but the state. */
export interface Layout {
  /** The folder with the module's `.tf` files. */
  readonly module: string;
  /** Values of the module's variables that are no secrets. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly adoptions: readonly Adoption[];
  /** A folder with providers; with none, only what Terraform has built in can be used. */
  readonly mirror: string | undefined;
}

/** A build's private folder while Terraform works in it. */
export interface WorkingFolder {
  readonly path: string;
  /** Terraform's own settings, for TF_CLI_CONFIG_FILE. */
  readonly settings: string;
  /**
   * Stores the state if it changed, and removes the folder. When storing fails the folder stays, and the next run goes
   * on from it. With `discard`, what is stored is the state as it was at first.
   * @throws {TerraformError} `terraform-state-unsaved`
   */
  close(options?: { readonly discard?: boolean }): Promise<void>;
}

/**
 * Lays out a folder that only this user can read. State that an earlier run left in it, because it was killed, is gone
 * on from; else the stored state is written into it.
 */
export async function openWorkingFolder(path: string, layout: Layout, store: StateStore): Promise<WorkingFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  const at = (name: string) => join(path, name);
  const holder = randomUUID();
  await writeFile(at(files.holder), holder, { mode: 0o600 });
  const stored = await store.load();
  await putState(path, stored);
  const opened = await leftState(path);
  await layOut(path, layout);
  return {
    path,
    settings: at('terraform.rc'),
    async close({ discard = false } = {}) {
      // Another run has taken the folder over: the state in it is that run's to store.
      if ((await read(at(files.holder)))?.toString() !== holder) return;
      const state = discard ? opened : await leftState(path);
      // What was cut off while it was written would take the place of a whole one.
      const isWhole = newerState(state, undefined) === 'left';
      if (state && isWhole && !(stored && Buffer.compare(state, stored) === 0)) await saveOrExplain(store, state);
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function layOut(path: string, { module, variables, adoptions, mirror }: Layout): Promise<void> {
  for (const name of await readdir(path)) if (name.endsWith('.tf')) await rm(join(path, name));
  for (const name of await readdir(module)) {
    if (name.endsWith('.tf')) await copyFile(join(module, name), join(path, name));
  }
  const write = (name: string, text: string) => writeFile(join(path, name), text, { mode: 0o600 });
  await write(files.values, JSON.stringify(variables, undefined, 2));
  await write('terraform.rc', settingsFor(mirror));
  if (adoptions.length > 0) await write(files.imports, importBlocks(adoptions));
}

/** Without a `direct` part Terraform asks no registry, whatever is in the mirror. */
function settingsFor(mirror: string | undefined): string {
  const path = mirror ?? '.';
  return `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }\n}\n`;
}

/**
 * Puts the newest state where Terraform looks for it. A file that is the newest already is left alone: a run that outlived
 * its worker may still be writing to it.
 */
async function putState(path: string, stored: Uint8Array | undefined): Promise<void> {
  const file = join(path, files.state);
  const left = await leftState(path);
  const newest = newerState(left, stored) === 'left' ? left : stored;
  const there = await read(file);
  if (newest && !(there && Buffer.compare(there, newest) === 0)) await writeWhole(file, newest);
}

/** The newest state of a build: the one that a killed run left in its folder, or the one that was stored. */
export async function newestState(path: string, store: StateStore): Promise<Uint8Array | undefined> {
  const [left, stored] = await Promise.all([leftState(path), store.load()]);
  const newest = newerState(left, stored);
  return newest === 'none' ? undefined : newest === 'left' ? left : stored;
}

/** What Terraform wrote last; where it could not write its state file at the end, it leaves another one. */
async function leftState(path: string): Promise<Uint8Array | undefined> {
  const [state, rescued] = await Promise.all([read(join(path, files.state)), read(join(path, 'errored.tfstate'))]);
  return newerState(rescued, state) === 'left' ? rescued : state;
}

async function saveOrExplain(store: StateStore, state: Uint8Array): Promise<void> {
  try {
    await store.save(state);
  } catch (cause) {
    throw new TerraformError('terraform-state-unsaved', 'What Terraform did could not be written down.', { cause });
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, bytes, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

async function read(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
