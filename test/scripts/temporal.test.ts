import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { installTemporal, temporalReady, temporalVersion } from '../../scripts/setup/temporal.mjs';
import { addFiles, fakeTree, usePath } from './fake-tree.ts';

const cli = (version: string) => `#!/bin/sh\necho "temporal version ${version} (Server 9.9.9, UI 9.9.9)"\n`;
const nowhere = 'http://127.0.0.1:1/';
const systemPath = process.env.PATH ?? '';

async function place(settings: { TEMPORAL_CLI?: string } = {}) {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const root = await fakeTree({ 'tools/temporal/go.mod': '' });
  const tools = join(root, '.tools');
  return { root, tools, settings: { TOOLS_DIR: tools, TEMPORAL_CLI: '', DBT_PYTHON: '', ...settings } };
}

/** An archive like the official one, on a server of the test's own. */
async function serveArchive(version: string): Promise<string> {
  const folder = await fakeTree({ temporal: cli(version), LICENSE: 'free' });
  execFileSync('tar', ['-czf', join(folder, 'archive.tar.gz'), '-C', folder, 'LICENSE', 'temporal']);
  const server = createServer((_, response) => response.end(readFileSync(join(folder, 'archive.tar.gz'))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address?.port}/`;
}

describe('the Temporal CLI', () => {
  it('is the one that the settings name', async () => {
    const named = await fakeTree({ mine: cli('0.1') });
    expect(temporalReady(await place({ TEMPORAL_CLI: join(named, 'mine') }))).toBe(true);
    const wrong = await place({ TEMPORAL_CLI: join(named, 'gone') });
    expect(() => temporalReady(wrong)).toThrow(/TEMPORAL_CLI names .*gone, which cannot be run/);
  });

  it('is taken from PATH at the pinned version, and looked at again when it is replaced there', async () => {
    const path = await fakeTree({ temporal: cli(temporalVersion) });
    const at = await place();
    usePath(`${path}:${systemPath}`);
    expect(temporalReady(at)).toBe(false);
    await installTemporal(at, nowhere);
    expect(readlinkSync(join(at.tools, 'bin/temporal'))).toBe(join(path, 'temporal'));
    expect(temporalReady(at)).toBe(true);
    await addFiles(path, { temporal: cli('1.9.0-rc') });
    expect(temporalReady(at)).toBe(false);
  });

  it('is downloaded where PATH has another version', async () => {
    const path = await fakeTree({ temporal: cli('1.7.0') });
    const at = await place();
    usePath(`${path}:${systemPath}`);
    await installTemporal(at, await serveArchive(temporalVersion));
    const own = join(at.tools, 'temporal', temporalVersion, 'temporal');
    expect(readlinkSync(join(at.tools, 'bin/temporal'))).toBe(own);
    expect(readFileSync(own, 'utf8')).toBe(cli(temporalVersion));
    expect(temporalReady(at)).toBe(true);
  });

  it.each([
    ['cannot be downloaded', async () => nowhere],
    ['is another version when downloaded', () => serveArchive('1.0.0')],
  ])('is built with Go where it %s', async (_, url) => {
    const go = `#!/bin/sh
[ "$1" = env ] && echo go1.26.4 && exit
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho "temporal version ${temporalVersion} (Server 9)"\\n' > "$2"; chmod +x "$2"
`;
    const path = await fakeTree({ go });
    const at = await place();
    usePath(`${path}:${systemPath}`);
    await installTemporal(at, await url());
    expect(temporalReady(at)).toBe(true);
  });

  it('is not taken for made when its building fails', async () => {
    const path = await fakeTree({
      go: '#!/bin/sh\n[ "$1" = env ] && echo go1.26.4 && exit\necho "no space left" >&2; exit 1\n',
    });
    const at = await place();
    usePath(`${path}:${systemPath}`);
    await expect(installTemporal(at, nowhere)).rejects.toThrow('no space left');
    expect(temporalReady(at)).toBe(false);
    expect(existsSync(join(at.tools, 'temporal', temporalVersion, 'temporal'))).toBe(false);
  });

  it('is missed in a sentence where it can be neither found, downloaded nor built', async () => {
    const at = await place();
    usePath(await fakeTree());
    await expect(installTemporal(at, nowhere)).rejects.toThrow(/^Go is missing, and the Temporal CLI could neither/);
  });
});
