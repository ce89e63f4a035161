import { join } from 'node:path';
import { execa } from 'execa';
import type { TerraformRequest } from '../../../src/integrations/terraform/request.ts';

/** A run in a process of its own, as a worker has it, for killing. */
export interface AloneRun {
  readonly pid: number;
  /** Its child processes: Terraform, which leads its group. */
  children(): Promise<number[]>;
  groupOf(pid: number): Promise<number>;
  /** Kills the worker; Terraform goes on. */
  killWorker(): Promise<void>;
  /** Kills the worker, Terraform and its provider, as when the machine goes down. */
  killAll(): Promise<void>;
  /** Leaves nothing running. */
  end(): Promise<void>;
}

/** Starts a run whose state is stored nowhere: it is killed before its end. */
export function runAlone({
  signal: _signal,
  state: _state,
  progress: _progress,
  ...request
}: TerraformRequest): AloneRun {
  const child = execa(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'alone.ts')], {
    env: { REQUEST: JSON.stringify(request) },
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'inherit',
    reject: false,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The run could not be started.');
  const groups = new Set<number>();
  const kill = (target: number) => {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  const children = async () => {
    const { stdout } = await execa('pgrep', ['-P', String(pid)], { reject: false });
    const found = stdout.split('\n').filter(Boolean).map(Number);
    for (const each of found) groups.add(each);
    return found;
  };
  const killWorker = async () => {
    await children();
    kill(pid);
    await child;
  };
  const killAll = async () => {
    await killWorker();
    for (const group of groups) kill(-group);
  };
  return {
    pid,
    children,
    async groupOf(id) {
      const { stdout } = await execa('ps', ['-o', 'pgid=', '-p', String(id)]);
      return Number(stdout.trim());
    },
    killWorker,
    killAll,
    end: killAll,
  };
}
