export { demoBuild } from './demo-build.ts';
export { jobRun } from './job-run.ts';
export { removeLeftovers } from './remove-leftovers.ts';
