import { join } from 'node:path';
import { loadConfig, root } from '../../../../src/config.ts';
import { startFoundry } from '../../../../src/main.ts';

/** The real supervisor in a process of its own, to be killed. Its worker is the real one too. */
const foundry = await startFoundry(loadConfig(), {
  worker: join(import.meta.dirname, 'worker.ts'),
  web: process.env.WITH_PAGE ? join(root, 'src/server.ts') : join(import.meta.dirname, 'page.ts'),
});
const { page, temporalAddress } = foundry;
process.send?.({ page, temporalAddress });

let ending = false;
const end = async () => {
  if (ending) return;
  ending = true;
  await foundry.stop();
  process.exit(0);
};
process.on('SIGTERM', end);
process.on('disconnect', end);
