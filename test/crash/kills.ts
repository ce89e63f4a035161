import type { Activities, DbtActivities } from '../../src/activities/contract.ts';
import type { DbtCloudActivities } from '../../src/activities/dbt-cloud/contract.ts';
import type { StepName } from '../../src/domain/build/phase.ts';

/** When the worker is killed: its step has reported progress, or has done all its work and only the answer is missing. */
export type Moment = 'while it works' | 'after its effect, before its answer';

/** A worker's death, at an activity of a step. */
export interface Kill {
  readonly activity: keyof Activities | keyof DbtActivities | keyof DbtCloudActivities;
  readonly moment: Moment;
  /** Of one that is killed while it works: the progress that it has reported. */
  readonly at?: RegExp;
  /** Of one that is done several times in a step: what its input says of the one that is meant. */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** Whether an attempt with this input is one that the kill is meant for. */
export function isMeant({ input: wanted = {} }: Kill, input: unknown): boolean {
  const given: Record<string, unknown> = { ...(typeof input === 'object' ? input : {}) };
  return Object.entries(wanted).every(([key, value]) => given[key] === value);
}

/** Where a worker is killed, step by step. */
export type Kills = Readonly<Partial<Record<StepName, readonly Kill[]>>>;

export const lostAnswer = (activity: Kill['activity']): Kill => ({
  activity,
  moment: 'after its effect, before its answer',
});
export const midWork = (activity: Kill['activity'], at?: RegExp): Kill => ({
  ...{ activity, moment: 'while it works' },
  ...(at ? { at } : {}),
});

/** Steps of builds whose target is dbt Cloud alone. */
export const dbtCloudSteps = [
  'check-accounts',
  'read-template',
  'plan-infrastructure',
  'apply-infrastructure',
  'await-repository',
  'set-up-semantic-layer',
  'open-pull-requests',
  'set-schedule',
  'close-pull-requests',
  'drop-schemas',
  'destroy-infrastructure',
] as const satisfies readonly StepName[];

/**
 * Where the worker is killed, step by step. A lost answer is the harder case for every step with an effect: the next
 * attempt has to find what this one made. Steps that work for seconds are killed in the middle of their work too.
 */
export const kills: Record<Exclude<StepName, (typeof dbtCloudSteps)[number]>, readonly Kill[]> = {
  'check-brief': [lostAnswer('checkBrief')],
  'draft-scenario': [lostAnswer('draftScenario')],
  'plan-pieces': [lostAnswer('planPieces')],
  'generate-rows': [lostAnswer('generatePiece')],
  'generate-sql': [lostAnswer('generatePiece')],
  'generate-change': [lostAnswer('generatePiece')],
  'render-project': [lostAnswer('renderProject')],
  rehearse: [midWork('rehearse'), lostAnswer('rehearse')],
  'prove-warehouse': [lostAnswer('proveWarehouse')],
  // Blueprints are never red, and nobody mends them.
  repair: [],
  'publish-repository': [lostAnswer('publishRepository')],
  'create-environments': [lostAnswer('createEnvironments')],
  'create-schedule': [lostAnswer('createSchedule')],
  'load-raw-data': [lostAnswer('prepareRun')],
  'run-production': [midWork('runDbtCommand'), lostAnswer('finishRun')],
  'run-ci': [lostAnswer('runDbtCommand')],
  'land-raw-data': [lostAnswer('finishRun')],
  'run-after-landing': [midWork('runDbtCommand')],
  // The same run as after a landing, killed there.
  'resume-production': [],
  'reset-environments': [lostAnswer('createEnvironments')],
  'delete-schedule': [lostAnswer('deleteSchedule')],
  'remove-environments': [lostAnswer('removeEnvironments')],
  'retire-repository': [lostAnswer('retireRepository')],
  'release-artifacts': [lostAnswer('releaseArtifacts')],
};

/**
 * The same for the steps of a demo in dbt Cloud that work outside. A worker that dies leaves what it had begun there:
 * Terraform goes on without it, a run goes on in dbt Cloud, a push has come half way.
 */
export const dbtCloudKills = {
  'check-accounts': [lostAnswer('checkAccounts')],
  'read-template': [lostAnswer('readTemplateRepository')],
  'publish-repository': [midWork('publishRepository', /^batch\//), lostAnswer('publishRepository')],
  'plan-infrastructure': [lostAnswer('planInfrastructure')],
  'apply-infrastructure': [midWork('applyInfrastructure', /Mak|Made/), lostAnswer('applyInfrastructure')],
  'await-repository': [lostAnswer('awaitRepository')],
  'load-raw-data': [midWork('runCloudJob'), lostAnswer('runCloudJob')],
  'run-production': [midWork('runCloudJob'), lostAnswer('runCloudJob')],
  'set-up-semantic-layer': [lostAnswer('applyInfrastructure')],
  'open-pull-requests': [lostAnswer('openPullRequests')],
  'run-ci': [lostAnswer('runPullRequest')],
  'land-raw-data': [lostAnswer('runCloudJob')],
  'run-after-landing': [midWork('runCloudJob')],
  'reset-environments': [lostAnswer('dropSchemas')],
  'set-schedule': [lostAnswer('setCloudSchedule')],
  'close-pull-requests': [lostAnswer('closePullRequests')],
  'drop-schemas': [midWork('dropSchemas')],
  'destroy-infrastructure': [midWork('destroyInfrastructure', /Remov/), lostAnswer('destroyInfrastructure')],
  'retire-repository': [lostAnswer('retireRepository')],
} as const satisfies Kills;
