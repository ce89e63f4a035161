import { z } from 'zod';
import type { NodeResult } from '../../domain/rehearsal/report.ts';

/** Where a job works. All paths are absolute. */
export interface JobFolders {
  /** The folder with dbt_project.yml; profiles.yml stands there too. */
  readonly project: string;
  /** The database's folder; besides these two and `results` nothing can be written, and only a `--state` folder be read. */
  readonly database: string;
  /** Where results and the log are kept. */
  readonly results: string;
}

/** Limits of one job: seconds, and bytes where not said otherwise. */
export interface JobLimits {
  readonly timeoutSeconds: number;
  readonly memory: number;
  readonly cpuSeconds: number;
  readonly fileSize: number;
}

export const defaultLimits: JobLimits = {
  timeoutSeconds: 300,
  memory: 4 * 1024 ** 3,
  cpuSeconds: 300,
  fileSize: 1024 ** 3,
};

export interface DbtCommand {
  readonly args: readonly string[];
  /** The commands after it run even if it fails. */
  readonly mayFail?: boolean;
}

export interface DbtJob {
  readonly folders: JobFolders;
  readonly commands: readonly DbtCommand[];
  /** The whole environment that generated code can read, besides what dbt itself needs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<JobLimits>;
}

/** What one dbt command came to. `exception` is set when it ended before any node could run. */
export interface DbtCommandResult {
  readonly args: readonly string[];
  readonly succeeded: boolean;
  readonly exception: string | null;
  readonly seconds: number;
  readonly nodes: readonly NodeResult[];
  /** The end of what this command alone wrote. */
  readonly log: string;
}

/** How the network was taken away from the job. */
export type Network = 'namespace' | 'audit-hook';

/** What a job used: seconds and megabytes. */
export interface JobUse {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly maxRssMb: number;
}

export interface DbtJobResult extends JobUse {
  readonly commands: readonly DbtCommandResult[];
  readonly network: Network;
  readonly log: string;
}

export interface MetricflowJob {
  readonly folders: JobFolders;
  /** Arguments of `mf`, such as `['query', '--metrics', 'revenue', '--csv', 'revenue.csv']`. */
  readonly commands: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<JobLimits>;
}

export interface MetricflowJobResult extends JobUse {
  readonly commands: readonly { readonly succeeded: boolean; readonly seconds: number; readonly log: string }[];
  readonly log: string;
}

/** The service's own SQL, never generated code: it is not sandboxed. */
export interface SqlJob {
  /** Opened read-only unless `write`; without one an empty database in memory. */
  readonly database?: string;
  readonly write?: boolean;
  /** Further files by alias, read-only. */
  readonly attach?: Readonly<Record<string, string>>;
  readonly statements: readonly string[];
  /** At most this many rows a statement; 10,000 unless told. */
  readonly rows?: number;
}

export type SqlValue = string | number | boolean | null;

/** Rows of each statement. Dates, timestamps, decimals and numbers too large for a double are text. */
export type SqlResult = readonly {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}[];

/** Generated queries, sandboxed: they see the tables that were made for them, and no file. */
export interface QueriesJob {
  /** Files by alias, read-only; out of reach once the tables are made. */
  readonly attach?: Readonly<Record<string, string>>;
  /** The service's own statements, which make in memory what the queries may read. */
  readonly prepare: readonly string[];
  readonly queries: readonly string[];
  /** At most this many rows a query; 10,000 unless told. */
  readonly rows?: number;
}

/** What one query came to; `failed` says what DuckDB said. */
export type QueryAnswer =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly SqlValue[])[] }
  | { readonly failed: string };

/** A node that has just started or finished: `done` of `total` nodes of the command that runs. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly node: string;
  /** `started`, or what it came to. */
  readonly status: string;
}

export const progressSchema = z.object({
  done: z.number(),
  total: z.number(),
  node: z.string(),
  status: z.string(),
});

/** Where in the job's log a command's own part begins and ends, in bytes. */
const logPart = z.tuple([z.number(), z.number()]);

export const dbtAnswerSchema = z.object({
  network: z.enum(['namespace', 'audit-hook']),
  commands: z.array(
    z.object({
      args: z.array(z.string()),
      succeeded: z.boolean(),
      exception: z.string().nullable(),
      seconds: z.number(),
      results: z.string().nullable(),
      log: logPart,
    }),
  ),
});

export const metricflowAnswerSchema = z.object({
  commands: z.array(z.object({ succeeded: z.boolean(), seconds: z.number(), log: logPart })),
});

const sqlValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const sqlRows = z.object({ columns: z.array(z.string()), rows: z.array(z.array(sqlValue)) });
export const sqlAnswerSchema = z.object({ results: z.array(sqlRows) });

export const queriesAnswerSchema = z.object({
  results: z.array(z.union([sqlRows, z.object({ failed: z.string() })])),
});
