import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const everyMs = 500;

/** The most memory that a process's descendants had at once, as `ps` tells it now and then: resident, shared pages counted each time. */
export class PeakMemory {
  megabytes = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(pid: number | undefined) {
    this.timer = setInterval(() => {
      if (pid !== undefined) void this.look(pid);
    }, everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(root: number): Promise<void> {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']).catch(() => ({ stdout: '' }));
    const all = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    const below = new Set([root]);
    // Parents are older than their children on the whole; a second look finds those that are not.
    for (let look = 0; look < 2; look += 1) {
      for (const [pid = 0, parent = 0] of all) if (below.has(parent)) below.add(pid);
    }
    below.delete(root);
    const kilobytes = all.reduce((sum, [pid = 0, , rss = 0]) => sum + (below.has(pid) ? rss : 0), 0);
    this.megabytes = Math.max(this.megabytes, Math.round(kilobytes / 1024));
  }
}
