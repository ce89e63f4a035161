import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part that does not end when asked to. */
appendFileSync(join(process.env.DATA_DIR ?? '', 'worker-pids'), `${process.pid}\n`);
setInterval(() => {}, 1_000);
process.on('SIGTERM', () => {});
process.send?.({ ready: true });
