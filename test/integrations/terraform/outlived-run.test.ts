import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { awaitOutlivedRun, noteRun } from '../../../src/integrations/terraform/outlived-run.ts';
import { failureOf, temporaryFolder } from './setup.ts';

/** A folder in which a process runs for a while. */
async function aFolder(ms: number) {
  const folder = join(await temporaryFolder(), 'work');
  await mkdir(folder);
  const child = execa(process.execPath, ['-e', `setTimeout(() => {}, ${ms})`], { reject: false });
  onTestFinished(() => void child.kill());
  await noteRun(folder, child.pid);
  return { folder, child };
}
const { signal } = new AbortController();

describe('a run that outlived its worker', () => {
  it('is waited for', async () => {
    const { folder, child } = await aFolder(1_500);
    const onWait = vi.fn();
    await awaitOutlivedRun(folder, { signal, onWait });
    expect(onWait).toHaveBeenCalledOnce();
    expect((await child).exitCode).toBe(0);
  });

  it('is not waited for any longer than patience lasts, nor once the wait is no longer wanted', async () => {
    const { folder } = await aFolder(60_000);
    expect(await failureOf(awaitOutlivedRun(folder, { signal, patienceMs: 10 }))).toMatchObject({
      code: 'terraform-busy',
      retryable: true,
    });
    const given = AbortSignal.timeout(50);
    expect(await failureOf(awaitOutlivedRun(folder, { signal: given }))).toMatchObject({ name: 'AbortError' });
  });

  it('is not seen where it has ended, or where none ever was', async () => {
    const { folder, child } = await aFolder(0);
    await child;
    const onWait = vi.fn();
    await awaitOutlivedRun(folder, { signal, onWait });
    await awaitOutlivedRun(join(folder, 'nowhere'), { signal, onWait });
    expect(onWait).not.toHaveBeenCalled();
  });
});
