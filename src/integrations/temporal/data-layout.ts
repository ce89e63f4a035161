import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FoundryError } from '../../domain/foundry-error.ts';

/** Raised when what lies in the data folder changes in a way that older code, or newer code without a step, cannot read. */
const layout = 1;

const record = z.object({ layout: z.number().int(), temporalServer: z.string() });

/** The data folder was written by another version of the service or of Temporal. */
export class DataLayoutMismatch extends FoundryError {
  constructor(sentence: string) {
    super('data-layout-mismatch', sentence, {
      mend: 'Use the version that wrote the folder, or set DATA_DIR to a new one.',
      retryable: false,
    });
  }
}

/**
 * Refuses a data folder that these versions did not write, and marks a new one as theirs.
 * @throws {DataLayoutMismatch}
 */
export async function claimDataFolder(folder: string, temporalServer: string): Promise<void> {
  const file = join(folder, 'layout.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.${process.pid}`, `${JSON.stringify({ layout, temporalServer })}\n`);
    await rename(`${file}.${process.pid}`, file);
    return;
  }
  const found = parse(text);
  if (found === undefined) {
    throw new DataLayoutMismatch(`${file} cannot be read: restore it, or set DATA_DIR to a new folder.`);
  }
  if (found.layout !== layout) {
    throw new DataLayoutMismatch(
      `${folder} has layout ${found.layout}, this version reads layout ${layout}: ` +
        'use the version that wrote it, or set DATA_DIR to a new folder.',
    );
  }
  if (found.temporalServer !== temporalServer) {
    throw new DataLayoutMismatch(
      `${folder} was written by Temporal server ${found.temporalServer}, the Temporal CLI here has ${temporalServer}: ` +
        'set TEMPORAL_CLI to one that matches, or DATA_DIR to a new folder.',
    );
  }
}

function parse(text: string): z.infer<typeof record> | undefined {
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
