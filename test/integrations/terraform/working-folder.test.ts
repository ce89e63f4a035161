import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownResources } from '../../../src/integrations/terraform/known-resources.ts';
import { openWorkingFolder } from '../../../src/integrations/terraform/working-folder.ts';
import { memoryStore, temporaryFolder } from './setup.ts';

const stateOf = (serial: number, ...resources: readonly object[]) =>
  Buffer.from(JSON.stringify({ version: 4, serial, lineage: 'one', resources }));
const job = (id: number) => ({
  ...{ mode: 'managed', type: 'dbtcloud_job', name: 'load' },
  instances: [{ attributes: { id, name: 'Load raw data' } }],
});

async function open() {
  const home = await temporaryFolder();
  await mkdir(join(home, 'module'));
  const path = join(home, 'work');
  const store = memoryStore();
  const layout = { module: join(home, 'module'), variables: {}, adoptions: [], mirror: undefined };
  return {
    path,
    store,
    state: join(path, 'terraform.tfstate'),
    openFolder: () => openWorkingFolder(path, layout, store),
  };
}

describe('a working folder that is closed', () => {
  it('has its state stored, and is removed', async () => {
    const { path, store, state, openFolder } = await open();
    const folder = await openFolder();
    await writeFile(state, stateOf(1, job(5)));
    await folder.close();
    expect(store.saved).toEqual(stateOf(1, job(5)));
    expect(existsSync(path)).toBe(false);
  });

  it('does not put a state that was cut off in the place of a whole one', async () => {
    const { store, state, openFolder } = await open();
    store.saved = stateOf(1, job(5));
    const folder = await openFolder();
    await writeFile(state, stateOf(2, job(5)).subarray(0, 30));
    await folder.close();
    expect(store.saved).toEqual(stateOf(1, job(5)));
  });
});

describe('what a state knows', () => {
  it('is nothing where there is none', async () => {
    const { path, store } = await open();
    expect(await knownResources(path, store)).toEqual([]);
  });

  it('is of the run that was killed, where that is newer than what was stored', async () => {
    const { path, store, state } = await open();
    store.saved = stateOf(1);
    await mkdir(path);
    const data = { mode: 'data', type: 'dbtcloud_project', name: 'x', instances: [{ attributes: { id: 1 } }] };
    await writeFile(state, stateOf(2, job(5), data));
    expect(await knownResources(path, store)).toEqual([{ type: 'dbtcloud_job', id: '5' }]);
    await writeFile(state, '{"version":');
    expect(await knownResources(path, store)).toEqual([]);
  });
});
