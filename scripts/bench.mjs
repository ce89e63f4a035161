import { setUpAdaptersOrExit } from './setup/adapters.mjs';
import { runTypeScript } from './setup/run.mjs';
import { setUpOrExit } from './setup/set-up.mjs';

await setUpOrExit();
// With the name of a blueprint: its production on many orders.
const [blueprint] = process.argv.slice(2);
// One of the builds is proven by it, and is not to wait for its being installed.
if (blueprint === undefined) await setUpAdaptersOrExit(['snowflake']);
const file = blueprint === undefined ? 'bench/bench.ts' : 'bench/pipeline/pipeline.ts';
process.exit(await runTypeScript(file, process.argv.slice(2)));
