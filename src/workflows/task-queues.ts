/** Where builds and their light steps run. */
export const buildQueue = 'demo-builds';

/** Where the dbt of a queue's builds runs: rehearsals and jobs, as many at once as there are cores. */
export function dbtQueueOf(queue: string): string {
  return `${queue}-dbt`;
}

/** Where steps of a queue's builds run that mostly wait for other people's services. */
export function outsideQueueOf(queue: string): string {
  return `${queue}-outside`;
}
