import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Terraform } from './find-terraform.ts';
import { askTerraform } from './run-terraform.ts';
import { TerraformError } from './terraform-error.ts';
import { unpackMirror } from './unpack-mirror.ts';

const registry = 'registry.terraform.io';

export interface MirrorRequest {
  readonly terraform: Terraform;
  /** The folder with the module's `.tf` files, which pin the provider. */
  readonly module: string;
  /** The mirror: filled here when it does not have the provider yet. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called before a download, which takes its time. */
  readonly onDownload?: () => void;
  /** For the download, such as proxies; the search path is always there. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Makes sure that the folder has the provider that the module pins, for this machine. It is asked of the registry once;
 * from then on no run needs the registry.
 * @throws {TerraformError} `terraform-provider-missing`
 */
export async function fillProviderMirror(request: MirrorRequest): Promise<void> {
  const { module, folder } = request;
  const pin = await readPin(module);
  if (!pin || hasProvider(folder, pin)) return;
  await mkdir(dirname(folder), { recursive: true });
  request.onDownload?.();
  const filling = `${folder}.${randomUUID()}`;
  try {
    await download(request, filling, pin);
    await unpackMirror(join(filling, 'mirror'), folder);
  } finally {
    await rm(filling, { recursive: true, force: true });
  }
}

interface Pin {
  /** Such as `dbt-labs/dbtcloud`. */
  readonly source: string;
  readonly version: string;
}

async function readPin(module: string): Promise<Pin | undefined> {
  const file = join(module, 'versions.tf');
  if (!existsSync(file)) return undefined;
  const [, source, version] =
    /source\s*=\s*"([\w-]+\/[\w-]+)"\s+version\s*=\s*"([\d.]+)"/.exec(await readFile(file, 'utf8')) ?? [];
  return source && version ? { source, version } : undefined;
}

/** A mirror holds a provider as a folder or as the archive that was downloaded. */
function hasProvider(folder: string, { source, version }: Pin): boolean {
  const home = join(folder, registry, source);
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${system}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const archive = `terraform-provider-${source.split('/')[1]}_${version}_${platform}.zip`;
  return existsSync(join(home, version, platform)) || existsSync(join(home, archive));
}

async function download(request: MirrorRequest, filling: string, pin: Pin): Promise<void> {
  const { terraform, module, signal, environment } = request;
  const work = join(filling, 'module');
  const mirror = join(filling, 'mirror');
  await mkdir(work, { recursive: true });
  await mkdir(mirror);
  await copyFile(join(module, 'versions.tf'), join(work, 'versions.tf'));
  const place = {
    terraform,
    folder: work,
    signal,
    environment: { PATH: process.env.PATH ?? '', HOME: work, CHECKPOINT_DISABLE: '1', ...environment },
  };
  const { code, stderr } = await askTerraform(place, ['providers', 'mirror', mirror]);
  if (code === 0) return;
  throw new TerraformError(
    'terraform-provider-missing',
    `The provider ${pin.source} ${pin.version} is not in ${request.folder}, and could not be had from ${registry}.`,
    { cause: new Error(stderr.slice(0, 4_000)) },
  );
}
