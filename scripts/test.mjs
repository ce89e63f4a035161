import { adapterNames, setUpAdaptersOrExit } from './setup/adapters.mjs';
import { runTool } from './setup/run.mjs';
import { setUpOrExit } from './setup/set-up.mjs';

/** The quick checks, before the tests. */
const checks = [
  { name: 'types', tool: 'tsc', args: ['--noEmit'] },
  { name: 'lint and format', tool: 'biome', args: ['check', '--error-on-warnings'] },
  { name: 'arrows between folders', tool: 'depcruise', args: ['--config', '.dependency-cruiser.mjs', 'src'] },
];

const given = process.argv.slice(2);
const kinds = ['--unit', '--crash', '--adapters'];
const testsOnly = kinds.some((kind) => given.includes(kind));
const project = ['crash', 'adapters'].find((name) => given.includes(`--${name}`)) ?? 'main';
const args = given.filter((arg) => !kinds.includes(arg));

await setUpOrExit();
// The adapter that most demos are proven with belongs to every run.
if (project !== 'crash') await setUpAdaptersOrExit(project === 'adapters' ? adapterNames : ['snowflake']);
for (const { name, tool, args } of testsOnly ? [] : checks) {
  process.stderr.write(`check: ${name}\n`);
  const code = await runTool(tool, args);
  if (code !== 0) process.exit(code);
}
process.exit(await runTool('vitest', ['run', '--project', project, ...args]));
