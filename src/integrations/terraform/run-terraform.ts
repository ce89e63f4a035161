import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Diagnostic, readEvent, type TerraformEvent } from './events.ts';
import type { Terraform } from './find-terraform.ts';
import { noteRun } from './outlived-run.ts';
import { tailLines } from './tail-lines.ts';
import { type FailedRun, TerraformError } from './terraform-error.ts';

/** How long an interrupted run may finish what is in flight: more than any single request may take. */
const patienceMs = 5 * 60_000;

/** Where and with what Terraform runs. */
export interface TerraformPlace {
  readonly terraform: Terraform;
  /** The working folder. */
  readonly folder: string;
  /** The whole environment, secrets included; nothing of this process's own is added. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** How a command that streams its events ended. */
export interface CommandEnd {
  readonly code: number | undefined;
  readonly events: readonly TerraformEvent[];
  readonly diagnostics: readonly Diagnostic[];
  /** What it wrote besides events: a crash's last words. */
  readonly words: string;
}

/**
 * Runs a command with `-json` and hears its events while it runs. It writes to files, not to pipes, and in a process
 * group of its own: when this process is killed, Terraform finishes what it has begun, and its state says so. When the
 * signal fires it is interrupted once and waited for, as what is in flight is lost by anything harsher.
 * @throws {TerraformError} `terraform-cancelled`, when it is given up before it starts
 */
export async function runTerraform(
  place: TerraformPlace,
  command: string,
  args: readonly string[],
  onEvent: (event: TerraformEvent) => void = () => {},
): Promise<CommandEnd> {
  refuseIfCancelled(place.signal);
  const paths = { out: join(place.folder, `${command}.jsonl`), words: join(place.folder, `${command}.log`) };
  const files = await Promise.all([open(paths.out, 'w', 0o600), open(paths.words, 'w', 0o600)]);
  const [out, words] = files;
  const child = execa(place.terraform.path, [command, ...args], {
    cwd: place.folder,
    extendEnv: false,
    env: { ...place.environment },
    stdin: 'ignore',
    stdout: out.createWriteStream({ autoClose: false }),
    stderr: words.createWriteStream({ autoClose: false }),
    buffer: false,
    reject: false,
    detached: true,
  });
  const stopKilling = interruptOnAbort(child.pid, place.signal);
  try {
    await noteRun(place.folder, child.pid);
    const events: TerraformEvent[] = [];
    for await (const line of tailLines(paths.out, child)) {
      const event = readEvent(line);
      if (!event) continue;
      events.push(event);
      onEvent(event);
    }
    const { exitCode } = await child;
    return {
      code: exitCode,
      events,
      diagnostics: events.flatMap((event) => (event.type === 'diagnostic' ? [event.diagnostic] : [])),
      words: await readFile(paths.words, 'utf8'),
    };
  } finally {
    stopKilling();
    await Promise.all(files.map((file) => file.close()));
  }
}

/**
 * Runs a command that answers with one document.
 * @returns what it printed, whatever its exit code
 */
export async function askTerraform(
  place: TerraformPlace,
  args: readonly string[],
): Promise<{ readonly code: number | undefined; readonly stdout: string; readonly stderr: string }> {
  refuseIfCancelled(place.signal);
  const child = execa(place.terraform.path, args, {
    cwd: place.folder,
    extendEnv: false,
    env: { ...place.environment },
    stdin: 'ignore',
    reject: false,
    detached: true,
  });
  const stopKilling = interruptOnAbort(child.pid, place.signal);
  try {
    const { exitCode, stdout, stderr } = await child;
    return { code: exitCode, stdout, stderr };
  } finally {
    stopKilling();
  }
}

/** @throws {TerraformError} `terraform-cancelled` */
export function refuseIfCancelled(signal: AbortSignal, run: Partial<FailedRun> = {}): void {
  if (!signal.aborted) return;
  throw new TerraformError('terraform-cancelled', 'Terraform was stopped because its work is no longer wanted.', run);
}

/** One interrupt for the whole group; the last resort comes only when nothing can be in flight any more. */
function interruptOnAbort(pid: number | undefined, signal: AbortSignal): () => void {
  if (pid === undefined) return () => {};
  let lastResort: NodeJS.Timeout | undefined;
  const interrupt = () => {
    sendToGroup(pid, 'SIGINT');
    lastResort = setTimeout(() => sendToGroup(pid, 'SIGKILL'), patienceMs);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearTimeout(lastResort);
  };
}

function sendToGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has just ended.
  }
}
