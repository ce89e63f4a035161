import { runTool } from './setup/run.mjs';
import { setUpOrExit } from './setup/set-up.mjs';

/** The quick checks, before the tests. */
const checks = [
  { name: 'types', tool: 'tsc', args: ['--noEmit'] },
  { name: 'lint and format', tool: 'biome', args: ['check', '--error-on-warnings'] },
  { name: 'arrows between folders', tool: 'depcruise', args: ['--config', '.dependency-cruiser.mjs', 'src'] },
];

const given = process.argv.slice(2);
const testsOnly = given.includes('--unit') || given.includes('--crash');
const project = given.includes('--crash') ? 'crash' : 'main';
const args = given.filter((arg) => arg !== '--unit' && arg !== '--crash');

await setUpOrExit();
for (const { name, tool, args } of testsOnly ? [] : checks) {
  process.stderr.write(`check: ${name}\n`);
  const code = await runTool(tool, args);
  if (code !== 0) process.exit(code);
}
process.exit(await runTool('vitest', ['run', '--project', project, ...args]));
