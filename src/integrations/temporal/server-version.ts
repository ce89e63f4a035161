import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DevServerFailed } from './dev-server-failed.ts';

/**
 * The version of the server inside a Temporal CLI, as `1.31.2`.
 * @throws {DevServerFailed} when the CLI cannot be run
 */
export async function serverVersion(cli: string): Promise<string> {
  const { stdout } = await promisify(execFile)(cli, ['--version'], { timeout: 20_000 }).catch((cause: unknown) => {
    throw new DevServerFailed(`The Temporal CLI ${cli} cannot be run; npm start sets it up.`, { cause });
  });
  const [, version] = /Server ([\d.]+)/.exec(stdout) ?? [];
  if (version === undefined) throw new DevServerFailed(`${cli} is no Temporal CLI with a dev server.`);
  return version;
}
