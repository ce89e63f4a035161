import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';

/** `terraform-provider-dbtcloud_1.12.5_linux_amd64.zip` */
const archiveName = /^terraform-provider-[\w-]+_([\d.]+)_(\w+_\w+)\.zip$/;

/**
 * Unpacks a mirror as Terraform downloads it into one that holds providers as programs: those are linked into a working
 * folder, while an archive would be unpacked into each. What is there already is left as it is, as two builds may do this
 * at once.
 * @param from a folder with `HOST/NAMESPACE/NAME/terraform-provider-….zip`
 */
export async function unpackMirror(from: string, folder: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const [, version, platform] = archiveName.exec(entry.name) ?? [];
    if (!entry.isFile() || !version || !platform) continue;
    const target = join(folder, relative(from, entry.parentPath), version, platform);
    if (!existsSync(target)) await unpack(join(entry.parentPath, entry.name), target);
  }
}

/** Under another name first, so that nobody ever sees half a provider. */
async function unpack(archive: string, target: string): Promise<void> {
  const half = `${target}.${randomUUID()}`;
  await mkdir(half, { recursive: true });
  try {
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(archive)))) {
      if (path.endsWith('/')) continue;
      await writeFile(join(half, basename(path)), bytes, { mode: 0o755 });
    }
    await mkdir(dirname(target), { recursive: true });
    await rename(half, target);
  } catch (error) {
    // Whoever was faster has put the same there.
    if (!existsSync(target)) throw error;
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}
