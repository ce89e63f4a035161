import type { DbtRunner } from './runner.ts';

/** The same runner, every job of which goes before those that are not urgent: for runs of live demos. */
export function urgentRunner(runner: DbtRunner): DbtRunner {
  return {
    version: () => runner.version(),
    dbt: (job, options) => runner.dbt(job, { ...options, urgent: true }),
    metricflow: (job, options) => runner.metricflow(job, { ...options, urgent: true }),
    sql: (job, options) => runner.sql(job, { ...options, urgent: true }),
    queries: (job, options) => runner.queries(job, { ...options, urgent: true }),
    pid: () => runner.pid(),
    close: () => runner.close(),
  };
}
