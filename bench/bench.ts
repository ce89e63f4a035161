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
  say('bringing the service up, and dbt to work');
  const foundry = await TestFoundry.open({ withPage: true });
  try {
    await warmUp(foundry);
    say('a whole local build');
    const build = await measureBuild(foundry, 'bbenchbuild2', 'duckdb');
    say('the same for Snowflake, proven by its adapter');
    const proven = await measureBuild(foundry, 'bbenchbuild3', 'snowflake');
    say('approvals');
    const approvals = await measureApprovals(foundry);
    const { state } = build;
    // Nothing else runs beside what the command line does.
    await foundry.shutDown();
    say('the same dbt and mf commands by the command line, which takes some minutes');
    const byCommandLine = await runByCommandLine(foundry.artifacts, state, folder);
    say('npm start, twice');
    const start = await measureSecondStart();
    const text = report({ build, proven, byCommandLine, approvals, start }, new Date().toISOString().slice(0, 10));
    await writeFile(join(root, 'docs/benchmarks.md'), text);
    process.stdout.write(text);
  } finally {
    await foundry.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
