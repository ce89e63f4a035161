import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process, told from a later one that got the same number by the moment that it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In the system's own terms, to compare only. */
  readonly started: string;
}

/** Of a running process; undefined when there is none, or only its unread exit code is left of it. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  try {
    if (process.platform !== 'linux') {
      const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
      return started === '' ? undefined : { pid, started };
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold spaces: fields are counted behind it.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const started = fields[18];
    return state === 'Z' || started === undefined ? undefined : { pid, started };
  } catch {
    return undefined;
  }
}

/** Whether this very process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.started === identity.started;
}

/** Asks the process to end and, after `graceMs`, makes it. Resolves when it is gone. */
export async function endProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  signal(identity, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isRunning(identity)) {
    if (Date.now() > deadline) signal(identity, 'SIGKILL');
    await sleep(30);
  }
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}
