import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readStyleSheet } from '../../src/api/style-sheet.ts';
import { root } from '../../src/config.ts';

it('has every part of the style sheet in it, once', async () => {
  const whole = await readStyleSheet();
  const folder = join(root, 'src/views/style');
  for (const name of await readdir(folder)) {
    const part = await readFile(join(folder, name), 'utf8');
    expect(whole.split(part), name).toHaveLength(2);
  }
});
