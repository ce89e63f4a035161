import { runTypeScript } from './setup/run.mjs';
import { setUpOrExit } from './setup/set-up.mjs';

await setUpOrExit();
// With the name of a blueprint: its production on many orders.
const [blueprint] = process.argv.slice(2);
const file = blueprint === undefined ? 'bench/bench.ts' : 'bench/pipeline/pipeline.ts';
process.exit(await runTypeScript(file, process.argv.slice(2)));
