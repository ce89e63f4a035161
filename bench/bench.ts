import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/config.ts';
import { TestFoundry } from '../test/setup/foundry/foundry.ts';
import { measureApprovals } from './approval.ts';
import { runByCommandLine } from './by-command-line.ts';
import { measureBuild } from './measured-build.ts';
import { report } from './report.ts';
import { measureSecondStart } from './second-start.ts';
import { warmUp } from './warm-up.ts';

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

/** Measures, prints, and keeps the result with the docs. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-bench-'));
  const services: TestFoundry[] = [];
  const open = async () => {
    const foundry = await TestFoundry.open({ withPage: true });
    services.push(foundry);
    await warmUp(foundry);
    return foundry;
  };
  try {
    say('bringing the service up, and dbt to work');
    const foundry = await open();
    say('a whole local build');
    const build = await measureBuild(foundry, 'duckdb');
    say('approvals');
    const approvals = await measureApprovals(foundry);
    await foundry.shutDown();
    // On a data folder of its own: nothing is found that the first build has made.
    say('the same for Snowflake, proven by its adapter');
    const other = await open();
    const proven = await measureBuild(other, 'snowflake');
    // Nothing else runs beside what the command line does.
    await other.shutDown();
    say('the same dbt and mf commands by the command line, which takes some minutes');
    const byCommandLine = await runByCommandLine(foundry.artifacts, build.state, folder);
    say('npm start, twice');
    const start = await measureSecondStart();
    const text = report({ build, proven, byCommandLine, approvals, start }, new Date().toISOString().slice(0, 10));
    await writeFile(join(root, 'docs/benchmarks.md'), text);
    process.stdout.write(text);
  } finally {
    for (const foundry of services) await foundry.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
