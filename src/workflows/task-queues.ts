/** Where builds and their light steps run. */
export const buildQueue = 'demo-builds';
/** Where dbt runs: rehearsals and jobs, as many at once as there are cores. */
export const dbtQueue = 'demo-dbt';
