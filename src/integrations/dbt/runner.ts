import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { JobEnded, type JobEndKind } from './errors.ts';
import {
  type DbtCommand,
  type DbtCommandResult,
  type DbtJob,
  type DbtJobResult,
  dbtAnswerSchema,
  defaultLimits,
  type JobFolders,
  type JobLimits,
  type JobProgress,
  type JobUse,
  type MetricflowJob,
  type MetricflowJobResult,
  metricflowAnswerSchema,
  type QueriesJob,
  type QueryAnswer,
  queriesAnswerSchema,
  type SqlJob,
  type SqlResult,
  sqlAnswerSchema,
} from './job.ts';
import { Places } from './places.ts';
import { type JobEnd, RunnerProcess } from './process.ts';
import { readRunResults } from './run-results.ts';

export interface JobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
  /** Somebody watches and waits: it goes before jobs that nobody waits for. */
  readonly urgent?: boolean;
}

/** Runs dbt, MetricFlow and our own SQL in a warm process; each job in a forked child that is sandboxed and limited. */
export interface DbtRunner {
  /** The dbt version, once the process is warm. */
  version(): Promise<string>;
  /** Runs commands one after another. A failing command is a result, not an error. @throws JobEnded, RunnerLost */
  dbt(job: DbtJob, options?: JobOptions): Promise<DbtJobResult>;
  metricflow(job: MetricflowJob, options?: JobOptions): Promise<MetricflowJobResult>;
  sql(job: SqlJob, options?: JobOptions): Promise<SqlResult>;
  /** Asks generated queries of tables in memory. A query that fails is a result, not an error. @throws JobEnded, RunnerLost */
  queries(job: QueriesJob, options?: JobOptions): Promise<readonly QueryAnswer[]>;
  /** The process that is warm now; for those who have to end it. */
  pid(): number | undefined;
  close(): Promise<void>;
}

export interface DbtRunnerOptions {
  readonly python: string;
  readonly home: string;
  /** Jobs at once; further ones wait. */
  readonly concurrency: number;
  readonly logger: Logger;
}

const logEnd = 20_000;

/** Questions are answered in a second or two. */
const queryLimits = { timeoutSeconds: 120, cpuSeconds: 120 };

/** Makes a runner; its process starts at once and is started again when it dies. */
export function createDbtRunner({ python, home, concurrency, logger }: DbtRunnerOptions): DbtRunner {
  const places = new Places(concurrency);
  const scratch = mkdtemp(join(tmpdir(), 'foundry-dbt-'));
  let closed = false;
  let current: Promise<RunnerProcess> | undefined;
  let pid: number | undefined;

  const start = async (): Promise<RunnerProcess> => {
    const child = new RunnerProcess({ python, home, scratch: await scratch, logger });
    pid = child.pid;
    void child.gone.then(() => {
      current = undefined;
      pid = undefined;
    });
    return child;
  };
  const warm = (): Promise<RunnerProcess> => {
    if (closed) throw new Error('the dbt runner was closed');
    current ??= start();
    return current;
  };
  warm().catch(() => {});

  const run = async <Answer>(job: Job, schema: z.ZodType<Answer>, options: JobOptions): Promise<Ran<Answer>> => {
    const release = await places.take(options.signal, options.urgent);
    let folder: string | undefined;
    try {
      folder = await mkdtemp(join(await scratch, 'job-'));
      return await runIn(folder, job, schema, options);
    } finally {
      release();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    }
  };

  const runIn = async <Answer>(
    folder: string,
    job: Job,
    schema: z.ZodType<Answer>,
    { signal, onProgress }: JobOptions,
  ): Promise<Ran<Answer>> => {
    const id = randomUUID();
    let forget = () => {};
    try {
      const child = await warm();
      await child.ready;
      signal?.throwIfAborted();
      const cancel = () => child.cancel(id);
      signal?.addEventListener('abort', cancel, { once: true });
      forget = () => signal?.removeEventListener('abort', cancel);
      const log = join(folder, 'log');
      const answer = join(job.results ?? folder, `.answer-${id}`);
      const end = await child.run({ ...job, id, log, answer }, onProgress ?? (() => {}));
      const bytes = await readFile(log).catch(() => Buffer.alloc(0));
      const text = bytes.toString('utf8');
      if (end.code !== 0) {
        logger.debug({ log: text.slice(-2_000), code: end.code }, 'a dbt job ended without an answer');
        throw new JobEnded(signal?.aborted ? 'cancelled' : kindOf(end), text.slice(-logEnd));
      }
      const value = schema.parse(JSON.parse(await readFile(answer, 'utf8')));
      await rm(answer, { force: true });
      const { seconds, cpuSeconds, maxRssMb } = end;
      const logOf = ([from, to]: readonly [number, number]) => bytes.toString('utf8', from, to).slice(-logEnd);
      return { answer: value, log: text.slice(-logEnd), logOf, use: { seconds, cpuSeconds, maxRssMb } };
    } finally {
      forget();
    }
  };

  return {
    async version() {
      return (await warm()).ready;
    },

    async dbt({ folders, commands, env = {}, limits = {} }, options = {}) {
      await mkdir(folders.results, { recursive: true });
      const job = {
        ...sandboxed(folders, env, limits, commands.flatMap(stateFolders)),
        kind: 'dbt',
        commands: commands.map(({ args, mayFail = false }) => ({ args, mayFail })),
        flags: ['--profiles-dir', folders.project, '--no-use-colors', '--log-level-file', 'none'],
      };
      const { answer, log, logOf, use } = await run(job, dbtAnswerSchema, options);
      const results = answer.commands.map(
        async ({ results, log: part, ...command }): Promise<DbtCommandResult> => ({
          ...command,
          log: logOf(part),
          nodes: results === null ? [] : await readRunResults(results),
        }),
      );
      return { ...use, network: answer.network, log, commands: await Promise.all(results) };
    },

    async metricflow({ folders, commands, env = {}, limits = {} }, options = {}) {
      await mkdir(folders.results, { recursive: true });
      const job = {
        ...sandboxed(folders, { ...env, DBT_PROFILES_DIR: folders.project }, limits),
        kind: 'metricflow',
        commands,
      };
      const { answer, log, logOf, use } = await run(job, metricflowAnswerSchema, options);
      const asked = answer.commands.map(({ log: part, ...command }) => ({ ...command, log: logOf(part) }));
      return { ...use, commands: asked, log };
    },

    async sql({ database = '', write = false, attach = {}, statements, rows = 10_000 }, options = {}) {
      const cwd = await scratch;
      const job = {
        kind: 'sql',
        cwd,
        env: {},
        timeout: defaultLimits.timeoutSeconds,
        database,
        readOnly: !write,
        attach,
        statements,
        rows,
      };
      return (await run(job, sqlAnswerSchema, options)).answer.results;
    },

    async queries({ attach = {}, prepare, queries, rows = 10_000 }, options = {}) {
      const own = await mkdtemp(join(await scratch, 'queries-'));
      try {
        const box = sandboxed({ project: own, database: own, results: own }, {}, queryLimits);
        const job = { ...box, kind: 'queries', attach, prepare, queries, rows };
        return (await run(job, queriesAnswerSchema, options)).answer.results;
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },

    pid: () => pid,

    async close() {
      closed = true;
      await (await current)?.end();
      await rm(await scratch, { recursive: true, force: true });
    },
  };
}

interface Job {
  readonly results?: string;
  readonly [field: string]: unknown;
}

interface Ran<Answer> {
  readonly answer: Answer;
  readonly log: string;
  /** The end of a part of the log. */
  readonly logOf: (part: readonly [number, number]) => string;
  readonly use: JobUse;
}

/** Ends that a limit or a killer brings about; any other signal is a crash. */
const killedBy = new Set([-constants.signals.SIGKILL, -constants.signals.SIGXCPU, -constants.signals.SIGXFSZ]);
/** As `REFUSED` in the child. */
const refusedCode = 65;

function kindOf({ code, timedOut }: JobEnd): JobEndKind {
  if (timedOut) return 'timeout';
  if (code === refusedCode) return 'refused';
  return killedBy.has(code) ? 'killed' : 'failed';
}

/** The folder with another run's manifest that a command compares with. */
function stateFolders({ args }: DbtCommand): string[] {
  return args.filter((_, index) => args[index - 1] === '--state');
}

/** What every job that runs generated code has: its folders, its environment and its limits. */
function sandboxed(
  { project, database, results }: JobFolders,
  env: Readonly<Record<string, string>>,
  given: Partial<JobLimits>,
  readable: readonly string[] = [],
): Job {
  const limits = { ...defaultLimits, ...given };
  return {
    cwd: project,
    results,
    // Libraries keep caches in the home folder and passing files in the one for those; these are the job's own.
    env: {
      ...env,
      HOME: results,
      TMPDIR: results,
      LANG: 'C.UTF-8',
      DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
      DO_NOT_TRACK: '1',
    },
    writable: [project, database, results],
    readable,
    timeout: limits.timeoutSeconds,
    limits: { data: limits.memory, cpu: limits.cpuSeconds, fsize: limits.fileSize, nofile: 512, core: 0 },
  };
}
