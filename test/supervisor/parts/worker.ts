import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in for the worker: notes each of its lives, says that it is ready, and ends when asked to. */
appendFileSync(join(process.env.DATA_DIR ?? '', 'worker-pids'), `${process.pid}\n`);
const alive = setInterval(() => {}, 1_000);
process.on('SIGTERM', () => clearInterval(alive));
process.send?.({ ready: true });
