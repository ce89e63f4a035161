import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { payloadKey, payloadKeys, writtenKey } from '../../../src/integrations/temporal/payload-key.ts';
import { loadPayloadKeys, payloadKeyFile } from '../../../src/integrations/temporal/payload-key-file.ts';
import { testFolder } from './keys.ts';

const base64 = () => randomBytes(32).toString('base64');

describe('the payload key', () => {
  it('is made on first start, for its owner alone, and the same from then on', async () => {
    const dataDir = join(await testFolder(), '.data');
    const made = await loadPayloadKeys(dataDir);
    const again = await loadPayloadKeys(dataDir);

    expect(made.current.bytes).toHaveLength(32);
    expect(again).toEqual(made);
    expect((await stat(payloadKeyFile(dataDir))).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(payloadKeyFile(dataDir)))).mode & 0o777).toBe(0o700);
    expect((await loadPayloadKeys(await testFolder())).current.id).not.toBe(made.current.id);
  });

  it('is one key for all who start at once, leaving no other file', async () => {
    const dataDir = await testFolder();
    const loads = await Promise.all(Array.from({ length: 20 }, () => loadPayloadKeys(dataDir)));
    expect(new Set(loads.map(({ current }) => Buffer.from(current.bytes).toString('hex'))).size).toBe(1);
    expect(await readdir(dirname(payloadKeyFile(dataDir)))).toEqual(['payload.key']);
  });

  it('is one key for two processes that race', async () => {
    const dataDir = await testFolder();
    const module = new URL('../../../src/integrations/temporal/payload-key-file.ts', import.meta.url).href;
    const script = `import { loadPayloadKeys } from ${JSON.stringify(module)};
      const { current } = await loadPayloadKeys(process.argv[1]); console.log(current.id);`;
    const run = () => execa(process.execPath, ['--input-type=module', '-e', script, dataDir]);
    const [one, two] = await Promise.all([run(), run()]);

    expect(one.stdout).toMatch(/^local-[0-9a-f]{8}$/);
    expect(two.stdout).toBe(one.stdout);
  });

  it('comes from the settings when they have one, and then no file is made', async () => {
    const dataDir = await testFolder();
    const written = base64();
    const keys = await loadPayloadKeys(dataDir, [{ id: 'prod-2', base64: written }, writtenKey(`prod-1:${base64()}`)]);

    expect(Buffer.from(keys.current.bytes).toString('base64')).toBe(written);
    expect(keys.former.map(({ id }) => id)).toEqual(['prod-1']);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('is rotated by a new line on top of the file, whose mode is set right', async () => {
    const dataDir = await testFolder();
    const { current: old } = await loadPayloadKeys(dataDir);
    const file = payloadKeyFile(dataDir);
    await writeFile(file, `# rotated\nnew:${base64()}\n${await readFile(file, 'utf8')}`);
    await chmod(file, 0o644);

    const keys = await loadPayloadKeys(dataDir);
    expect(keys.current.id).toBe('new');
    expect(keys.former).toEqual([old]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['too short', randomBytes(16).toString('base64'), 'it has 16 bytes'],
    ['too long', randomBytes(33).toString('base64'), 'it has 33 bytes'],
    ['not base64', 'correct horse battery staple', 'it is not base64'],
    ['empty', '', 'it is not base64'],
  ])('is refused when it is %s, without being shown', (_, text, reason) => {
    const read = () => payloadKey({ id: 'prod', base64: text });
    expect(read).toThrow(reason);
    expect(read).toThrow('openssl rand -base64 32');
    if (text !== '') expect(read).not.toThrow(text);
  });

  it('is refused without an id of its own', () => {
    const same = { id: 'a', base64: base64() };
    expect(() => payloadKeys([same, same])).toThrow(/same id/);
    expect(() => payloadKeys([{ id: 'a b', base64: base64() }])).toThrow(/needs an id/);
    expect(() => payloadKeys([])).toThrow(/no payload key/);
    expect(writtenKey('abc=')).toEqual({ id: 'default', base64: 'abc=' });
  });

  it('is refused when the file was emptied, rather than made anew', async () => {
    const dataDir = await testFolder();
    await loadPayloadKeys(dataDir);
    await writeFile(payloadKeyFile(dataDir), '\n');
    await expect(loadPayloadKeys(dataDir)).rejects.toMatchObject({ code: 'payload-key-invalid' });
  });
});
