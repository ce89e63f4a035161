import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { JobEnded, type JobEndKind } from '../errors.ts';
import { defaultLimits } from '../job.ts';
import { type ProofAnswer, type ProofProgress, proofAnswerSchema, proofProgressSchema } from './proof-answer.ts';

export interface ProofJob {
  readonly adapter: string;
  readonly projects: readonly {
    readonly name: string;
    readonly folder: string;
    /** dbt's arguments that say what to compile; none for everything. */
    readonly select: readonly string[];
    readonly build: boolean;
  }[];
}

export interface ProofProcessOptions {
  readonly python: string;
  /** The folder that holds the `proof` and `runner` packages. */
  readonly home: string;
  /** The only folder that can be written to; the projects' folders are inside. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: ProofProgress) => void;
}

const logEnd = 20_000;

/**
 * Runs one proof in a process of its own: no network, an environment from an allow-list, limits on time, memory and
 * files. The whole process group is killed on abort and when the time is over.
 *
 * @throws {JobEnded} when there is no answer
 */
export async function runProof(job: ProofJob, options: ProofProcessOptions): Promise<ProofAnswer> {
  const { python, home, folder, signal, onProgress } = options;
  signal?.throwIfAborted();
  const answer = join(folder, 'answer.json');
  const child = spawn(python, ['-B', '-m', 'proof'], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: folder,
      TMPDIR: folder,
      DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
      DO_NOT_TRACK: '1',
    },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, defaultLimits.timeoutSeconds * 1000);
  signal?.addEventListener('abort', kill, { once: true });
  let log = '';
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-logEnd);
  };
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
      child.stdout?.on('data', keep);
      child.stderr?.on('data', keep);
      // The fourth of the pipes above; Node types those beyond the third as either way.
      createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
        const progress = proofProgressSchema.safeParse(parsed(line));
        if (progress.success) onProgress(progress.data);
      });
      child.stdin?.on('error', () => {});
      child.stdin?.end(JSON.stringify({ ...job, answer, ...sandbox(folder, home) }));
    });
    if (code !== 0) throw new JobEnded(endKind(code, timedOut, signal), log);
    return proofAnswerSchema.parse(JSON.parse(await readFile(answer, 'utf8')));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}

function sandbox(folder: string, home: string) {
  const { memory, cpuSeconds, fileSize } = defaultLimits;
  return {
    writable: [folder],
    readable: [home],
    limits: { data: memory, cpu: cpuSeconds, fsize: fileSize, nofile: 512, core: 0 },
  };
}

function endKind(code: number | null, timedOut: boolean, signal: AbortSignal | undefined): JobEndKind {
  if (signal?.aborted) return 'cancelled';
  if (timedOut) return 'timeout';
  return code === null ? 'killed' : 'failed';
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
