import { runTypeScript } from '../../../scripts/setup/run.mjs';

// Like scripts/start.mjs, for a program that a test names.
const [program, ...args] = process.argv.slice(2);
process.exit(await runTypeScript(program ?? '', args));
