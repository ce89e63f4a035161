import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PayloadKey } from '../../../src/integrations/temporal/payload-key.ts';

export const aKey = (id: string): PayloadKey => ({ id, bytes: randomBytes(32) });

/** A folder of this test's own, gone when the test has ended. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry temporal '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
