import { randomBytes } from 'node:crypto';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { fileArtifactRoots } from '../../../src/integrations/artifacts/roots.ts';
import { payloadKeys } from '../../../src/integrations/temporal/payload-key.ts';
import { storedStates } from '../../../src/integrations/terraform/stored-states.ts';
import { temporaryFolder } from './setup.ts';

const secret = 'warehouse-password-Ää-1';
const state = (serial: number) => Buffer.from(JSON.stringify({ serial, lineage: 'l', password: secret }));
const newKey = (id: string) => ({ id, base64: randomBytes(32).toString('base64') });

async function open() {
  const home = await temporaryFolder();
  const artifacts = fileArtifactStore(join(home, 'artifacts'));
  const roots = fileArtifactRoots(join(home, 'artifacts'));
  const folder = join(home, 'states');
  const lost: string[] = [];
  const first = newKey('first');
  const onLost = (build: string, why: string) => lost.push(`${build}: ${why}`);
  const states = (keys = [first]) => storedStates({ artifacts, roots, folder, keys: payloadKeys(keys), onLost });
  return { home, artifacts, roots, folder, lost, first, states };
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a stored state', () => {
  it('is none at first, and then what was saved last', async () => {
    const { states, lost } = await open();
    expect(await states().stateOf('bq7c').load()).toBeUndefined();
    await states().stateOf('bq7c').save(state(1));
    await states().stateOf('bq7c').save(state(2));
    expect(await states().stateOf('bq7c').load()).toEqual(state(2));
    expect(await states().stateOf('other').load()).toBeUndefined();
    expect(lost).toEqual([]);
  });

  it('lies nowhere in clear', async () => {
    const { home, states } = await open();
    await states().stateOf('bq7c').save(state(1));
    const files = await filesUnder(home);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect((await readFile(file)).includes(secret)).toBe(false);
  });

  it('survives a sweep, and is swept once its build is let go', async () => {
    const { states, roots } = await open();
    await states().stateOf('bq7c').save(state(1));
    await roots.sweep(-1_000);
    expect(await states().stateOf('bq7c').load()).toEqual(state(1));
    await roots.unroot('bq7c');
    await roots.sweep(-1_000);
    expect(await states().stateOf('bq7c').load()).toBeUndefined();
  });

  it('is read with a former key, and written with the current one', async () => {
    const { states, first, folder } = await open();
    await states().stateOf('bq7c').save(state(1));
    const second = newKey('second');
    const rotated = states([second, first]).stateOf('bq7c');
    expect(await rotated.load()).toEqual(state(1));
    await rotated.save(state(2));
    expect(await readFile(join(folder, 'bq7c.json'), 'utf8')).toContain('second');
    expect(await states([second]).stateOf('bq7c').load()).toEqual(state(2));
  });

  it('is dropped, also twice', async () => {
    const { states } = await open();
    const stored = states().stateOf('bq7c');
    await stored.save(state(1));
    await stored.drop();
    await stored.drop();
    expect(await stored.load()).toBeUndefined();
  });

  it('takes no id that leads out of its folder', async () => {
    const { states } = await open();
    expect(() => states().stateOf('../bq7c')).toThrow(RangeError);
  });
});

describe('a state that cannot be read counts as lost, and says why', () => {
  it('under a key that nobody has any more', async () => {
    const { states, lost } = await open();
    await states().stateOf('bq7c').save(state(1));
    expect(
      await states([newKey('second')])
        .stateOf('bq7c')
        .load(),
    ).toBeUndefined();
    expect(lost).toEqual(['bq7c: the key "first" that encrypted it is not configured']);
  });

  it('in the place of another build’s', async () => {
    const { states, folder, lost } = await open();
    await states().stateOf('bq7c').save(state(1));
    await copyFile(join(folder, 'bq7c.json'), join(folder, 'other.json'));
    expect(await states().stateOf('other').load()).toBeUndefined();
    expect(lost).toEqual([expect.stringContaining('other: it was altered')]);
  });

  it('with its artifact gone or altered, or the file that names it cut off', async () => {
    const { states, home, folder, lost } = await open();
    await states().stateOf('bq7c').save(state(1));
    const [artifact = ''] = await filesUnder(join(home, 'artifacts', 'objects'));
    const whole = await readFile(artifact);
    await writeFile(artifact, Buffer.concat([whole, Buffer.from([1])]));
    expect(await states().stateOf('bq7c').load()).toBeUndefined();
    await rm(artifact);
    expect(await states().stateOf('bq7c').load()).toBeUndefined();
    await writeFile(join(folder, 'bq7c.json'), '{"schema":');
    expect(await states().stateOf('bq7c').load()).toBeUndefined();
    expect(lost.map((each) => each.replace('bq7c: ', ''))).toEqual([
      'its artifact is damaged',
      'its artifact is gone',
      'the file that names it is damaged',
    ]);
  });
});
