import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 100;

/**
 * Yields the lines of a file that grows, until it is told that no more will come.
 * @param ended resolves when the writer is gone; what it wrote until then is still read
 */
export async function* tailLines(path: string, ended: Promise<unknown>): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    const decoder = new TextDecoder();
    const chunk = Buffer.alloc(64 * 1024);
    let writing = true;
    const end = ended.then(
      () => {
        writing = false;
      },
      () => {
        writing = false;
      },
    );
    let rest = '';
    while (true) {
      // Asked before reading: what is written between the last read and the end is read in one more round.
      const last = !writing;
      let { bytesRead } = await file.read(chunk);
      while (bytesRead > 0) {
        rest += decoder.decode(chunk.subarray(0, bytesRead), { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
        ({ bytesRead } = await file.read(chunk));
      }
      if (last) break;
      await Promise.race([sleep(pauseMs), end]);
    }
    if (rest) yield rest;
  } finally {
    await file.close();
  }
}
