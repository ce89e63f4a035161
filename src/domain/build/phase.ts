/**
 * The life of a build as a table: its phases in order, and the steps of each. A step is one activity (or one child
 * workflow) that is retried and checkpointed by itself; `each` steps run once a subject (a source, a model, a change).
 */
export const phaseTable = {
  setup: { title: 'Setup', steps: ['check-brief', 'check-accounts', 'read-template'] },
  scenario: { title: 'Scenario review', steps: ['draft-scenario'] },
  files: {
    title: 'Files preview',
    steps: [
      'plan-pieces',
      'generate-rows',
      'generate-sql',
      'generate-change',
      'render-project',
      'rehearse',
      'prove-warehouse',
      'repair',
    ],
  },
  repository: { title: 'Repository', steps: ['publish-repository'] },
  provisioning: {
    title: 'Provisioning',
    steps: [
      'create-environments',
      'create-schedule',
      'plan-infrastructure',
      'apply-infrastructure',
      'await-repository',
    ],
  },
  running: {
    title: 'Running',
    steps: ['load-raw-data', 'run-production', 'set-up-semantic-layer', 'open-pull-requests', 'run-ci'],
  },
  live: {
    title: 'Live',
    steps: ['land-raw-data', 'run-after-landing', 'resume-production', 'reset-environments', 'set-schedule'],
  },
  teardown: {
    title: 'Teardown',
    steps: [
      'delete-schedule',
      'remove-environments',
      'close-pull-requests',
      'drop-schemas',
      'destroy-infrastructure',
      'retire-repository',
      'release-artifacts',
    ],
  },
} as const satisfies Record<string, { title: string; steps: readonly string[] }>;

export type Phase = keyof typeof phaseTable;
export type StepName = (typeof phaseTable)[Phase]['steps'][number];

export const phases = Object.keys(phaseTable) as readonly Phase[];

const stepPhases = new Map<StepName, Phase>(
  phases.flatMap((phase) => phaseTable[phase].steps.map((step): [StepName, Phase] => [step, phase])),
);
export const stepNames: readonly StepName[] = [...stepPhases.keys()];

/** What each step does, as the page says it while it runs. */
export const stepTitles: Record<StepName, string> = {
  'check-brief': 'Check the brief',
  'check-accounts': 'Check the accounts',
  'read-template': 'Read the template repository',
  'draft-scenario': 'Draft the scenario',
  'plan-pieces': 'See what has to be made',
  'generate-rows': 'Write sample rows',
  'generate-sql': 'Write model SQL',
  'generate-change': 'Write the change',
  'render-project': 'Render the project',
  rehearse: 'Rehearse on DuckDB',
  'prove-warehouse': 'Prove for the warehouse',
  repair: 'Mend what is red',
  'publish-repository': 'Publish the repository',
  'create-environments': 'Create environments',
  'create-schedule': 'Schedule the production job',
  'plan-infrastructure': 'Plan what Terraform makes',
  'apply-infrastructure': 'Make the dbt Cloud project',
  'await-repository': 'Wait until dbt Cloud sees the repository',
  'load-raw-data': 'Load raw data',
  'run-production': 'Run the production job',
  'set-up-semantic-layer': 'Set up the Semantic Layer',
  'open-pull-requests': 'Open the pull requests',
  'run-ci': 'Run CI on the change',
  'land-raw-data': 'Land raw data',
  'run-after-landing': 'Run the production job',
  'resume-production': 'Go on with the production run',
  'reset-environments': 'Set back to day one',
  'set-schedule': 'Set the schedule',
  'delete-schedule': 'Delete the schedule',
  'remove-environments': 'Remove environments and data',
  'close-pull-requests': 'Close the pull requests',
  'drop-schemas': 'Drop the demo’s schemas',
  'destroy-infrastructure': 'Remove the dbt Cloud project',
  'retire-repository': 'Retire the repository',
  'release-artifacts': 'Release stored files',
};

/** Steps that a demo can do without; the live page then says what is missing. */
export const skippableSteps: ReadonlySet<StepName> = new Set<StepName>([
  'prove-warehouse',
  'repair',
  'create-schedule',
  'check-accounts',
  'plan-infrastructure',
  'set-up-semantic-layer',
  'open-pull-requests',
  'run-ci',
  'resume-production',
  'set-schedule',
  'close-pull-requests',
  'drop-schemas',
  'destroy-infrastructure',
  'retire-repository',
]);

/** Steps that `rewindTo` takes a build back to; later ones follow from them. */
export const rewindTargets = ['draft-scenario', 'generate-rows', 'rehearse'] as const;
export type RewindTarget = (typeof rewindTargets)[number];

/** Which phase is entered again by rewinding to a step. */
export function phaseOf(step: StepName): Phase {
  const phase = stepPhases.get(step);
  if (!phase) throw new Error(`no such step: ${step}`);
  return phase;
}
