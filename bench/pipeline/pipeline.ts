import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig, root } from '../../src/config.ts';
import type { RunPlan } from '../../src/domain/scenario/run-plan.ts';
import { createDbtRunner } from '../../src/integrations/dbt/runner.ts';
import { TestFoundry } from '../../test/setup/foundry/foundry.ts';
import { warmUp } from '../warm-up.ts';
import { layDown } from './lay-down.ts';
import { manyOrders } from './many-orders.ts';
import { type MeasuredPlan, measurePlan } from './measured-plan.ts';
import { pipelineReport } from './report.ts';

const plans: readonly { readonly title: string; readonly plan: RunPlan | undefined }[] = [
  { title: 'one build', plan: undefined },
  { title: 'by layer', plan: { kind: 'by-layer' } },
  { title: 'one model an activity', plan: { kind: 'by-model' } },
];

/** Fewer are no proof of volume. */
const fewestOrders = 100_000;

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

/** Runs a blueprint's production by three plans on a hundred thousand orders and more, prints it, and keeps it with the docs. */
async function main(blueprint: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-bench-'));
  const dbt = createDbtRunner({
    ...loadConfig().dbt,
    home: join(root, 'dbt'),
    concurrency: 1,
    logger: pino({ level: 'silent' }),
  });
  let foundry: TestFoundry | undefined;
  try {
    say('bringing the service up, and dbt to work');
    foundry = await TestFoundry.open();
    await warmUp(foundry);
    const measured: MeasuredPlan[] = [];
    let rows: Awaited<ReturnType<typeof manyOrders>> | undefined;
    for (const [index, { title, plan }] of plans.entries()) {
      say(`${title}: landing ${fewestOrders.toLocaleString('en')} orders and more`);
      const laid = await layDown({ foundry, dbt, folder, blueprint, plan, buildId: `bbenchplan${index}` });
      rows = await manyOrders(dbt, laid, fewestOrders);
      say(`${title}: running production`);
      measured.push(await measurePlan(foundry, laid, title));
    }
    const text = pipelineReport({ blueprint, measured, rows }, new Date().toISOString().slice(0, 10));
    await writeFile(join(root, `docs/benchmarks-${blueprint}.md`), text);
    process.stdout.write(text);
  } finally {
    await foundry?.close();
    await dbt.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main(process.argv[2] ?? 'customer-360');
