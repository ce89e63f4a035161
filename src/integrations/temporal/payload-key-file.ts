import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PayloadKeys, payloadKeys, type WrittenKey, writtenKey } from './payload-key.ts';

/** Where the payload keys lie in the service's data folder. */
export const payloadKeyFile = (dataDir: string) => join(dataDir, 'keys', 'payload.key');

/**
 * The payload keys: those of the settings, else those of the key file, which is made with a random key on first start.
 * The file has one `id:base64` a line, the current key first; to rotate, put a new line on top.
 * A lost key is lost data: without it nothing that it encrypted can be read again.
 *
 * @param configured keys from the settings, the current one first
 * @throws PayloadError `payload-key-invalid`
 */
export async function loadPayloadKeys(dataDir: string, configured: readonly WrittenKey[] = []): Promise<PayloadKeys> {
  if (configured.length > 0) return payloadKeys(configured);
  const file = payloadKeyFile(dataDir);
  const text = (await readIfThere(file)) ?? (await make(file));
  const lines = text.split('\n').map((line) => line.trim());
  return payloadKeys(lines.filter((line) => line !== '' && !line.startsWith('#')).map(writtenKey));
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    // A restored backup may have lost the mode.
    await chmod(file, 0o600);
    return text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of processes that start together one makes the key, by linking a finished file to its name; all use that one. */
async function make(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(`local-${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(aside, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
  return readFile(file, 'utf8');
}

/** The key that the settings name, if they name one. */
export function configuredKeys({
  key,
  keyId,
}: {
  readonly key: string | undefined;
  readonly keyId: string;
}): WrittenKey[] {
  return key === undefined ? [] : [{ id: keyId, base64: key }];
}
