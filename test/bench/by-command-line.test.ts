import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { docs, load, production, slimBuild, strictParse, unitTests } from '../../src/activities/dbt/commands.ts';
import { root } from '../../src/config.ts';

it('compares a build with the very commands that it runs', () => {
  const script = readFileSync(join(root, 'bench/by-command-line.sh'), 'utf8');
  const said = Object.fromEntries(
    [...script.matchAll(/^(\w+)="(.* .*)"$/gm)].map(([, name = '', words = '']) => [
      name,
      words.replaceAll('\\"', '"'),
    ]),
  );
  const words = (args: readonly string[]) => args.map((arg) => arg.replaceAll(' ', '')).join(' ');
  expect(said).toEqual({
    parse: words(strictParse),
    load: words(load),
    production: words(production),
    unit_tests: words(unitTests),
    docs: words(docs),
    slim: words(slimBuild('$folder/state')),
  });
});
