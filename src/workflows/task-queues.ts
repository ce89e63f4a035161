/** Where builds and their light steps run. */
export const buildQueue = 'demo-builds';

/** Where the dbt of a queue's builds runs: rehearsals and jobs, as many at once as there are cores. */
export function dbtQueueOf(queue: string): string {
  return `${queue}-dbt`;
}
