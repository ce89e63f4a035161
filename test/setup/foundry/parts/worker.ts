import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The real worker, after noting its process number for whoever has to kill it. It reaches Temporal through a gate, where
// the test has one.
writeFileSync(join(process.env.DATA_DIR ?? '', 'worker.pid'), String(process.pid));
const { GATE_ADDRESS } = process.env;
if (GATE_ADDRESS) process.env.TEMPORAL_ADDRESS = GATE_ADDRESS;
await import('../../../../src/worker.ts');
