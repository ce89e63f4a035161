import { z } from 'zod';

const header = z.object({ serial: z.number(), lineage: z.string() });

/**
 * Which of two states is the one to go on with: the one that a run left in its folder, or the one that was stored. Of the
 * same lineage the higher serial is newer. Of another lineage the stored one counts, as every run stores its own at the
 * end. A state that was cut off while it was written counts as none.
 */
export function newerState(left: Uint8Array | undefined, stored: Uint8Array | undefined): 'left' | 'stored' | 'none' {
  const leftHeader = readHeader(left);
  const storedHeader = readHeader(stored);
  if (!leftHeader) return storedHeader ? 'stored' : 'none';
  if (!storedHeader) return 'left';
  return leftHeader.lineage === storedHeader.lineage && leftHeader.serial >= storedHeader.serial ? 'left' : 'stored';
}

function readHeader(state: Uint8Array | undefined): z.infer<typeof header> | undefined {
  if (!state) return undefined;
  try {
    return header.parse(JSON.parse(Buffer.from(state).toString('utf8')));
  } catch {
    return undefined;
  }
}
