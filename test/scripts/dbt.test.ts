import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dbtReady, installDbt } from '../../scripts/setup/dbt.mjs';
import { addFiles, fakeTree, usePath } from './fake-tree.ts';

const systemPath = process.env.PATH ?? '';

/** A Python whose environments are made of shell scripts; `pip` is what its pip does. */
const python = (pip: string) => `#!/bin/sh
case "$*" in
  *version_info*) echo 3.12.0;;
  *"import venv"*) echo ok;;
  *"-m venv"*) mkdir -p "$3/bin" "$3/lib"; echo "version = 3.12.0" > "$3/pyvenv.cfg"; cp "$0" "$3/bin/python";;
  *"-m pip"*) ${pip};;
esac
`;

async function place(pip: string, DBT_PYTHON = '') {
  const root = await fakeTree({ 'dbt/requirements.txt': 'dbt-core==1.12.6\n' });
  const path = await fakeTree({ python3: python(pip) });
  usePath(`${path}:${systemPath}`);
  const tools = join(root, '.tools');
  return { root, tools, settings: { TOOLS_DIR: tools, TEMPORAL_CLI: '', DBT_PYTHON } };
}

beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("dbt's environment", () => {
  it('is made once, and again when the pinned list changes', async () => {
    const at = await place('exit 0');
    expect(dbtReady(at)).toBe(false);
    await installDbt(at);
    expect(dbtReady(at)).toBe(true);
    await addFiles(at.root, { 'dbt/requirements.txt': 'dbt-core==1.13.0\n' });
    expect(dbtReady(at)).toBe(false);
  });

  it('is made again when its Python was replaced', async () => {
    const at = await place('exit 0');
    await installDbt(at);
    await addFiles(at.tools, { 'dbt/pyvenv.cfg': 'version = 3.13.0\n' });
    expect(dbtReady(at)).toBe(false);
  });

  it('is not taken for whole when its making was interrupted', async () => {
    const at = await place('echo "no such version" >&2; exit 1');
    await expect(installDbt(at)).rejects.toThrow('no such version');
    expect(dbtReady(at)).toBe(false);
  });

  it('is byte-compiled and installed whatever the person set for Python', async () => {
    vi.stubEnv('PYTHONDONTWRITEBYTECODE', '1');
    const at = await place('[ -z "$PYTHONDONTWRITEBYTECODE" ] || exit 1');
    await installDbt(at);
    expect(dbtReady(at)).toBe(true);
  });

  it('is the one that the settings name', async () => {
    const at = await place('exit 0');
    const own = await fakeTree({ python: '#!/bin/sh\n' });
    expect(dbtReady({ ...at, settings: { ...at.settings, DBT_PYTHON: join(own, 'python') } })).toBe(true);
    const wrong = { ...at, settings: { ...at.settings, DBT_PYTHON: '/none/python' } };
    expect(() => dbtReady(wrong)).toThrow('DBT_PYTHON names /none/python, which cannot be run');
  });
});
