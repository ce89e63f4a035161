import { parseArgs } from 'node:util';
import { foundryClient, ServiceError } from './cli/foundry-client.ts';
import { lineDisplay } from './cli/progress-display.ts';
import { BriefError, readBrief } from './cli/read-brief.ts';
import { BuildStopped, runDemo } from './cli/run-demo.ts';
import { printSummary, summarise } from './cli/summary.ts';
import { placeOf, wayOn } from './cli/way-on.ts';
import { loadConfig, SettingRefused } from './config.ts';
import { joinOrStart } from './main.ts';

const usage = 'Usage: npm run demo -- BRIEF.yaml [--provider builtin|anthropic|openai] [--model MODEL] [--json]';

/** A build without a browser: from a brief file to a live demo. Progress goes to stderr, results to stdout. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, provider: { type: 'string' }, model: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(usage);
    return 2;
  }
  const brief = await readBrief(file);
  const foundry = await joinOrStart(loadConfig());
  try {
    const client = foundryClient(foundry.page);
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const run = await runDemo(
      client,
      brief,
      timeZone,
      lineDisplay((line) => console.error(line)),
      { provider: values.provider, model: values.model },
    );
    const summary = await summarise(client, run);
    printSummary(summary, placeOf(summary.page, foundry.joined), (line) => console.error(line));
    if (values.json) console.log(JSON.stringify(summary));
    return 0;
  } catch (error) {
    if (!(error instanceof BuildStopped)) throw error;
    console.error([error.message, ...wayOn(error.state, placeOf(error.page, foundry.joined))].join('\n'));
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
