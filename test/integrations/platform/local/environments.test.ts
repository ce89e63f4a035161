import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Environment } from '../../../../src/integrations/platform/local/environment.ts';
import { type LocalEnvironments, localEnvironments } from '../../../../src/integrations/platform/local/environments.ts';

/** Environments of one folder as two processes see it: neither knows of the other's line. */
async function someEnvironments(): Promise<{ folder: string; here: LocalEnvironments; there: LocalEnvironments }> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-environments-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, here: localEnvironments(folder), there: localEnvironments(folder) };
}

const wanted = (change: Partial<Environment> = {}) => ({
  buildId: 'b1',
  generation: 1,
  project: 'project-1',
  profile: 'acme_demo',
  productionSchema: 'acme_b1',
  ...change,
});

const left = { landed: 'day-one' };

describe('switching to a run', () => {
  test('one of two runs that end at once is taken, and the other has to start again', async () => {
    const { here, there } = await someEnvironments();
    const environment = await here.create(wanted());
    for (const run of ['load-1', 'production-2']) await here.openRun(environment, run);
    const switched = await Promise.all([
      here.switchTo(environment, 'load-1', { landed: 'next-day' }),
      there.switchTo(environment, 'production-2', left),
    ]);
    expect(switched.sort()).toEqual(['moved', 'switched']);
  });

  test('is the same when it is done again', async () => {
    const { here } = await someEnvironments();
    const environment = await here.create(wanted());
    await here.openRun(environment, 'load-1');
    expect(await here.switchTo(environment, 'load-1', left)).toBe('switched');
    expect(await here.switchTo(environment, 'load-1', left)).toBe('switched');
    expect(await here.find('b1')).toMatchObject({ current: 'load-1', landed: 'day-one' });
  });

  test('never puts a generation back that a reset has replaced', async () => {
    for (let time = 0; time < 10; time += 1) {
      const { here, there } = await someEnvironments();
      const environment = await here.create(wanted());
      await here.openRun(environment, 'load-1');
      const [, reset] = await Promise.all([
        there.switchTo(environment, 'load-1', left),
        here.create(wanted({ generation: 2 })),
      ]);
      expect(reset.generation).toBe(2);
      expect(await here.find('b1')).toMatchObject({ generation: 2, current: null, landed: null });
      expect(await here.switchTo(environment, 'load-1', left)).toBe('overtaken');
    }
  });

  test('leaves the manifest that CI defers to, unless another run was taken instead', async () => {
    const { here } = await someEnvironments();
    const environment = await here.create(wanted());
    const finish = async (run: string): Promise<{ switched: string; state: string }> => {
      const { path, state } = here.runFolder(environment, run);
      const manifest = join(path, 'manifest.json');
      await writeFile(manifest, run);
      return { switched: await here.switchTo(environment, run, { ...left, manifest }), state };
    };
    for (const run of ['production-1', 'production-2']) await here.openRun(environment, run);
    const { switched, state } = await finish('production-1');
    expect(switched).toBe('switched');
    expect((await finish('production-2')).switched).toBe('moved');
    expect(await readFile(join(state, 'manifest.json'), 'utf8')).toBe('production-1');
    expect(await readdir(state)).toEqual(['manifest.json']);
  });

  test('leaves the manifest also when an attempt before came no further than the switch', async () => {
    const { here } = await someEnvironments();
    const environment = await here.create(wanted());
    const run = await here.openRun(environment, 'production-1');
    await here.switchTo(environment, 'production-1', left);
    const manifest = join(run?.path ?? '', 'manifest.json');
    await writeFile(manifest, 'green');
    await here.switchTo(environment, 'production-1', { ...left, manifest });
    expect(await readFile(join(run?.state ?? '', 'manifest.json'), 'utf8')).toBe('green');
  });
});

describe('making environments', () => {
  test('an attempt that comes late with a lower generation is refused', async () => {
    const { here } = await someEnvironments();
    await here.create(wanted({ generation: 2 }));
    await expect(here.create(wanted())).rejects.toMatchObject({ code: 'environments-overtaken', retryable: false });
    expect((await here.find('b1'))?.generation).toBe(2);
  });

  test('again changes nothing', async () => {
    const { here } = await someEnvironments();
    const environment = await here.create(wanted());
    await here.openRun(environment, 'load-1');
    await here.switchTo(environment, 'load-1', left);
    expect(await here.create(wanted())).toMatchObject({ current: 'load-1', landed: 'day-one' });
  });

  test('takes another project only while no run was in them', async () => {
    const { here } = await someEnvironments();
    await here.create(wanted());
    const environment = await here.create(wanted({ project: 'project-2' }));
    expect(environment.project).toBe('project-2');
    await here.openRun(environment, 'load-1');
    await here.switchTo(environment, 'load-1', left);
    await expect(here.create(wanted())).rejects.toMatchObject({ code: 'environments-overtaken' });
  });

  test('of a next generation removes the data of the one before', async () => {
    const { here } = await someEnvironments();
    const environment = await here.create(wanted());
    const run = await here.openRun(environment, 'load-1');
    await here.create(wanted({ generation: 2 }));
    await expect(access(run?.path ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a run of environments that were set back or removed is not opened', async () => {
  const { folder, here } = await someEnvironments();
  const environment = await here.create(wanted());
  await here.create(wanted({ generation: 2 }));
  expect(await here.openRun(environment, 'load-1')).toBeUndefined();
  await here.remove('b1');
  expect(await here.openRun(environment, 'load-1')).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('lists the builds that something stands for, a half made one too', async () => {
  const { folder, here } = await someEnvironments();
  expect(await here.builds()).toEqual([]);
  await here.create(wanted());
  await mkdir(join(folder, 'b2', 'generation-1'), { recursive: true });
  await writeFile(join(folder, 'b3.lock'), '');
  expect((await here.builds()).sort()).toEqual(['b1', 'b2']);
});
