import { relative } from 'node:path';
import { type Config, loadConfig, root, SettingRefused } from './config.ts';
import { AlreadyRunning, type Foundry, startFoundry } from './supervisor/foundry.ts';

export { AlreadyRunning, type Foundry, joinOrStart, startFoundry } from './supervisor/foundry.ts';

/** Longer than every part takes to be made to end. */
const stopMs = 12_000;

/** Everything on one machine, until it is interrupted. Resolves to the code to exit with. */
async function main(): Promise<number> {
  const told = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => told.resolve());
  // The starting script is gone.
  process.on('disconnect', () => told.resolve());
  const config = loadConfig();
  const starting = startFoundry(config);
  const foundry = await Promise.race([starting, told.promise]);
  if (foundry) {
    console.log(welcome(foundry, config));
    await told.promise;
  }
  setTimeout(() => process.exit(1), stopMs).unref();
  await (await starting).stop();
  return 0;
}

function welcome({ page, temporalUi }: Foundry, { folders }: Config): string {
  const lines = [
    '',
    '  Demo Foundry is ready',
    '',
    `    Page           ${page}`,
    ...(temporalUi ? [`    Temporal Web   ${temporalUi}`] : []),
    `    Data and logs  ${relative(root, folders.data) || folders.data}`,
    '',
    '  Ctrl-C ends it. Builds that are under way go on at the next start.',
    '',
  ];
  return lines.join('\n');
}

if (import.meta.main) {
  try {
    process.exit(await main());
  } catch (error) {
    if (error instanceof AlreadyRunning && error.run) {
      console.log(error.message);
      process.exit(0);
    }
    const known = error instanceof SettingRefused || (error instanceof Error && 'code' in error);
    console.error(known && error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
