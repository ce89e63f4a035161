import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTypeScript } from './setup/run.mjs';
import { setUpOrExit } from './setup/set-up.mjs';

// npm runs scripts in the repository's folder; folders are named from where the person stands.
const from = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2).map((arg) => {
  const path = resolve(from, arg);
  return !arg.startsWith('-') && existsSync(path) ? path : arg;
});

await setUpOrExit();
process.exit(await runTypeScript('eval/eval.ts', args));
