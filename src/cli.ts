import { failedChecks } from './cli/failed-checks.ts';
import { foundryClient, ServiceError } from './cli/foundry-client.ts';
import { lineDisplay } from './cli/progress-display.ts';
import { readArguments, usage } from './cli/read-arguments.ts';
import { BriefError, readBrief } from './cli/read-brief.ts';
import { BuildStopped, runDemo } from './cli/run-demo.ts';
import { printSummary, summarise } from './cli/summary.ts';
import { placeOf, wayOn } from './cli/way-on.ts';
import { loadConfig, SettingRefused } from './config.ts';
import { joinOrStart } from './main.ts';

/** A build without a browser: from a brief file to a live demo. Progress goes to stderr, results to stdout. */
async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (args.kind === 'help') {
    console.log(usage);
    return 0;
  }
  if (args.kind === 'unfit') {
    console.error(`${args.sentence}\n${usage}`);
    return 2;
  }
  const brief = await readBrief(args.file);
  const foundry = await joinOrStart(loadConfig());
  const client = foundryClient(foundry.page);
  try {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const run = await runDemo(
      client,
      brief,
      timeZone,
      lineDisplay((line) => console.error(line)),
      args.wish,
    );
    const summary = await summarise(client, run);
    printSummary(summary, placeOf(summary.page, foundry.joined), (line) => console.error(line));
    if (args.json) console.log(JSON.stringify(summary));
    return 0;
  } catch (error) {
    if (!(error instanceof BuildStopped)) throw error;
    const rows = await failedChecks(client, error.state);
    console.error([error.message, ...rows, ...wayOn(error.state, placeOf(error.page, foundry.joined))].join('\n'));
    return 1;
  } finally {
    await foundry.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof BriefError || error instanceof ServiceError || error instanceof SettingRefused;
  console.error(known ? error.message : error);
  process.exitCode = known ? 1 : 70;
}
