import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import { z } from 'zod';
import { RunnerLost, RunnerUnavailable } from './errors.ts';
import { type JobProgress, type JobUse, progressSchema } from './job.ts';

/** How a job's process ended. */
export interface JobEnd extends JobUse {
  readonly code: number;
  readonly timedOut: boolean;
}

const message = z.union([
  z.object({ ready: z.literal(true), dbt: z.string() }),
  z.object({ id: z.string(), progress: progressSchema }),
  z.object({
    id: z.string(),
    code: z.number(),
    timedOut: z.boolean(),
    seconds: z.number(),
    cpuSeconds: z.number(),
    maxRssMb: z.number(),
  }),
]);

interface Waiting {
  readonly onProgress: (progress: JobProgress) => void;
  readonly resolve: (end: JobEnd) => void;
  readonly reject: (error: Error) => void;
}

export interface RunnerProcessOptions {
  readonly python: string;
  /** The folder that holds the `runner` package and `warm_project`. */
  readonly home: string;
  /** A folder for what warming up writes. */
  readonly scratch: string;
  readonly logger: Logger;
}

/** One warm Python process. It ends when its stdin does, so it never outlives this one. */
export class RunnerProcess {
  /** The dbt version, once it is warm. */
  readonly ready: Promise<string>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<string, Waiting>();
  private errors = '';
  private ended = false;

  constructor({ python, home, scratch, logger }: RunnerProcessOptions) {
    const child = spawn(python, ['-B', '-m', 'runner', `${home}/warm_project`, scratch], {
      cwd: home,
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', DBT_SEND_ANONYMOUS_USAGE_STATS: 'false', DO_NOT_TRACK: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A process group of its own: Ctrl-C in a terminal reaches the service alone, which then ends it in order.
      detached: true,
    });
    this.child = child;
    child.stdin?.on('error', () => {});
    child.stderr?.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-4_000);
    });
    this.gone = new Promise((resolve) => {
      child.once('error', (error) => {
        this.errors += error.message;
        resolve();
      });
      child.once('close', () => resolve());
    });
    this.ready = new Promise((resolve, reject) => {
      if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => this.hear(line, resolve, logger));
      void this.gone.then(() =>
        reject(new RunnerUnavailable(this.errors.trim().split('\n').at(-1) ?? 'it ended at once')),
      );
    });
    this.ready.catch(() => {});
    void this.gone.then(() => {
      this.ended = true;
      if (this.waiting.size > 0)
        logger.warn({ errors: this.errors.slice(-1_000) }, 'the dbt runner ended with jobs in flight');
      for (const { reject } of this.waiting.values()) reject(new RunnerLost(this.errors));
      this.waiting.clear();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  run(
    job: { readonly id: string; readonly [field: string]: unknown },
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(new RunnerLost(this.errors));
      this.waiting.set(job.id, { onProgress, resolve, reject });
      this.child.stdin?.write(`${JSON.stringify(job)}\n`);
    });
  }

  cancel(id: string): void {
    this.child.stdin?.write(`${JSON.stringify({ cancel: id })}\n`);
  }

  async end(): Promise<void> {
    this.child.stdin?.end();
    await this.gone;
  }

  private hear(line: string, ready: (version: string) => void, logger: Logger): void {
    let heard: z.infer<typeof message>;
    try {
      heard = message.parse(JSON.parse(line));
    } catch {
      logger.warn({ line: line.slice(0, 200) }, 'the dbt runner said something else');
      return;
    }
    if ('ready' in heard) ready(heard.dbt);
    else if ('progress' in heard) this.waiting.get(heard.id)?.onProgress(heard.progress);
    else {
      const { id, ...end } = heard;
      this.waiting.get(id)?.resolve(end);
      this.waiting.delete(id);
    }
  }
}
