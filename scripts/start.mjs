import { runTypeScript } from './setup/run.mjs';
import { setUpOrExit } from './setup/set-up.mjs';

await setUpOrExit();
process.exit(await runTypeScript('src/main.ts', process.argv.slice(2)));
