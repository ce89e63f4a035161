import { createWriteStream, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runCommand } from './command.mjs';

/** How long the host may take to answer, and how long it may then fall silent. */
const answerMs = 5_000;
const silenceMs = 15_000;

/**
 * Fetches an archive (.tar.gz) and puts the `temporal` inside it at `file`.
 * @param {string} url
 * @param {string} file
 * @param {(detail: string) => void} onProgress
 * @returns {Promise<void>} rejects with a short reason
 */
export async function download(url, file, onProgress) {
  const folder = mkdtempSync(join(dirname(file), 'download-'));
  try {
    const archive = join(folder, 'archive.tar.gz');
    await fetchTo(url, archive, onProgress);
    await runCommand('tar', ['-xzf', archive, '-C', folder, 'temporal']);
    renameSync(join(folder, 'temporal'), file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} url  @param {string} file  @param {(detail: string) => void} onProgress */
async function fetchTo(url, file, onProgress) {
  const controller = new AbortController();
  const host = new URL(url).host;
  let timer = setTimeout(() => controller.abort(), answerMs);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || response.body === null) throw new Error(`${host} answered ${response.status}`);
    let bytes = 0;
    const watched = async function* (/** @type {AsyncIterable<Uint8Array>} */ source) {
      for await (const chunk of source) {
        clearTimeout(timer);
        timer = setTimeout(() => controller.abort(), silenceMs);
        bytes += chunk.length;
        onProgress(`${Math.round(bytes / 1e6)} MB`);
        yield chunk;
      }
    };
    // The web stream of fetch and Node's type of it differ in name only.
    const body = /** @type {import('node:stream/web').ReadableStream} */ (response.body);
    await pipeline(Readable.fromWeb(body), watched, createWriteStream(file));
  } catch (error) {
    if (controller.signal.aborted) throw new Error(`${host} does not answer`);
    throw error instanceof TypeError ? new Error(`${host} cannot be reached`) : error;
  } finally {
    clearTimeout(timer);
  }
}
