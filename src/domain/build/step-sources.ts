import type { Job } from './job.ts';
import type { Phase, StepName } from './phase.ts';

/** A step, or the one that the same work belongs to once the demo is live. */
type Source = StepName | { readonly before: StepName; readonly live: StepName };

/**
 * The step that each activity works for, so that a history tells of steps while no worker answers. `null` works for
 * none by itself: it writes records, or belongs to a job, which has a workflow of its own.
 */
export const stepOfActivity = {
  checkBrief: 'check-brief',
  draftScenario: 'draft-scenario',
  outlineScenario: 'draft-scenario',
  planPieces: 'plan-pieces',
  generatePiece: 'named-by-input',
  renderProject: 'render-project',
  rehearse: 'rehearse',
  proveWarehouse: 'prove-warehouse',
  findFaults: 'repair',
  repairPiece: 'repair',
  publishRepository: 'publish-repository',
  createEnvironments: { before: 'create-environments', live: 'reset-environments' },
  createSchedule: { before: 'create-schedule', live: 'reset-environments' },
  deleteSchedule: 'delete-schedule',
  removeEnvironments: 'remove-environments',
  retireRepository: 'retire-repository',
  releaseArtifacts: 'release-artifacts',
  prepareRun: null,
  runDbtCommand: null,
  finishRun: null,
  recordBuild: null,
  forgetKeys: null,
  findLeftovers: null,
  removeLeftInfrastructure: null,
  checkAccounts: 'check-accounts',
  readTemplateRepository: 'read-template',
  planInfrastructure: 'plan-infrastructure',
  applyInfrastructure: { before: 'apply-infrastructure', live: 'set-up-semantic-layer' },
  awaitRepository: 'await-repository',
  runCloudJob: 'job-named-by-input',
  openPullRequests: 'open-pull-requests',
  runPullRequest: 'run-ci',
  closePullRequests: 'close-pull-requests',
  setCloudSchedule: 'set-schedule',
  dropSchemas: 'drop-schemas',
  destroyInfrastructure: 'destroy-infrastructure',
} as const satisfies Record<string, Source | 'named-by-input' | 'job-named-by-input' | null>;
export type ActivityName = keyof typeof stepOfActivity;

/** The step that each job's workflow is. */
export const stepOfJob = {
  load: { before: 'load-raw-data', live: 'land-raw-data' },
  production: { before: 'run-production', live: 'run-after-landing' },
  ci: 'run-ci',
} as const satisfies Record<Job, Source>;

/** The step of a run that goes on with another one because a person said so. */
export const stepOfResumed = 'resume-production' satisfies StepName;

/** The step that a source means in a phase. */
export function stepIn(source: Source, phase: Phase): StepName {
  if (typeof source === 'string') return source;
  return phase === 'live' ? source.live : source.before;
}
