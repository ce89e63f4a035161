import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logLines } from '../../src/supervisor/log-lines.ts';

test('a step that failed is shown in the terminal with its name, its build and why', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-logs-'));
  const shown: string[] = [];
  const lines = logLines(folder, 'worker', true, (line) => shown.push(line));
  try {
    const about = { step: 'rehearse', build: 'build-babcdefghijk', code: 'dbt-runner-lost' };
    lines.write(JSON.stringify({ level: 40, msg: 'step failed', ...about }), 'stderr');
    lines.write(JSON.stringify({ level: 30, msg: 'step done', ...about }), 'stderr');
    expect(shown).toEqual([
      expect.stringMatching(/^[\d:]+ worker warning: step failed \(rehearse, build-babcdefghijk, dbt-runner-lost\)$/),
    ]);
  } finally {
    lines.close();
    await rm(folder, { recursive: true, force: true });
  }
});
