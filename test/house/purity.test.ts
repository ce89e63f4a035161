import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../src/config.ts';

/** What imports cannot show: the clock, chance and the environment come with the language. */
const impure = [
  /\bDate\.now\(/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\(/,
  /\bperformance\.now\(/,
  /\bprocess\./,
  /\bfetch\(/,
  /\bset(Timeout|Interval|Immediate)\(/,
  /\bcrypto\.(randomUUID|getRandomValues)\(/,
  /\bIntl\.DateTimeFormat\(\)/,
  /\bconsole\./,
];

it('the domain reads no clock, no chance and no environment', () => {
  const files = globSync('src/domain/**/*.{ts,tsx}', { cwd: root });
  expect(files.length).toBeGreaterThan(10);
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && impure.some((pattern) => pattern.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
