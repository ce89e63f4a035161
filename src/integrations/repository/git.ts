import { ExecaError, execa } from 'execa';
import { RepositoryError } from './errors.ts';

/** What one Git command may take; repositories are small and on this machine. */
const limits = { timeout: 120_000, maxBuffer: 512 * 1024 * 1024 } as const;

/**
 * Runs the real Git on a bare repository, with nothing of the machine's or the person's settings: no configuration,
 * no hooks, no prompts, no search for a repository above. Never through a shell.
 *
 * @param directory the bare repository
 * @returns what Git printed, as bytes
 * @throws RepositoryError `git-missing` or `git-failed`
 */
export async function git(directory: string, args: readonly string[], input?: Uint8Array): Promise<Buffer> {
  try {
    const { stdout } = await execa('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', ...args], {
      ...limits,
      extendEnv: false,
      env: {
        PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
        GIT_DIR: directory,
        HOME: directory,
        XDG_CONFIG_HOME: directory,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_TERMINAL_PROMPT: '0',
        GIT_ATTR_NOSYSTEM: '1',
        LC_ALL: 'C',
        TZ: 'UTC',
      },
      input: input ?? Buffer.alloc(0),
      encoding: 'buffer',
      stripFinalNewline: false,
    });
    return Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength);
  } catch (error) {
    throw explain(error, args[0] ?? '');
  }
}

function explain(error: unknown, command: string): unknown {
  if (!(error instanceof ExecaError)) return error;
  if (error.code === 'ENOENT') {
    return new RepositoryError('git-missing', 'Git was not found. Install Git and start again.', { cause: error });
  }
  const [said = ''] = textOf(error.stderr).split('\n');
  const reason = error.timedOut ? 'it took too long' : said.replace(/^(fatal|error): /, '') || error.shortMessage;
  return new RepositoryError('git-failed', `git ${command} failed: ${reason}.`, { cause: error });
}

function textOf(output: unknown): string {
  if (output instanceof Uint8Array) return Buffer.from(output).toString('utf8').trim();
  return typeof output === 'string' ? output.trim() : '';
}
