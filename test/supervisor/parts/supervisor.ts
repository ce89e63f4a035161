import { join } from 'node:path';
import { loadConfig } from '../../../src/config.ts';
import { startFoundry } from '../../../src/main.ts';

/** A supervisor in a process of its own, to be killed. Tells the page's address when all is up. */
const foundry = await startFoundry(loadConfig(), {
  worker: join(import.meta.dirname, process.env.WORKER_PART ?? 'worker.ts'),
  web: join(import.meta.dirname, 'web.ts'),
});
process.stdout.write(`${foundry.page}\n`);
