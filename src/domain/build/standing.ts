import type { StepName } from './phase.ts';
import type { BuildState, OutsideThing } from './state.ts';

/** What each step begins to make. */
const makers: Partial<Record<StepName, OutsideThing>> = {
  'publish-repository': 'repository',
  'create-environments': 'environments',
  'create-schedule': 'schedule',
  'apply-infrastructure': 'infrastructure',
  'load-raw-data': 'schemas',
  'open-pull-requests': 'pull-requests',
};

/** Notes what a step begins to make: from here on it counts as standing, even where the step is broken off. */
export function noteBegun(state: BuildState, step: StepName): void {
  const thing = makers[step];
  // On this machine they go with their environments.
  if (thing === 'schemas' && state.target === 'local') return;
  if (thing !== undefined && !state.begun.includes(thing)) state.begun.push(thing);
}

/** Notes that a thing was taken away. */
export function noteTaken(state: BuildState, thing: OutsideThing): void {
  state.begun = state.begun.filter((other) => other !== thing);
}

/**
 * What may stand outside: what steps began to make, unless each time that one of them began it failed before it called
 * anything. Where that is not known any more, it may stand.
 */
export function mayStand({ begun, steps }: Pick<BuildState, 'begun' | 'steps'>): OutsideThing[] {
  return begun.filter((thing) => {
    const tries = steps.filter(({ name }) => makers[name] === thing);
    return tries.length === 0 || tries.some(({ failure }) => failure?.untouched !== true);
  });
}

/** What was begun outside and never finished, each in words for the person. */
export function unfinishedThings(state: BuildState): string[] {
  return mayStand(state)
    .filter((thing) => !isFinished(thing, state))
    .map((thing) => inWords(thing, state));
}

/** What stands outside, each in words for the person. */
export function standingThings(state: BuildState): string[] {
  return mayStand(state).map((thing) => inWords(thing, state));
}

/** A thing that stands or was only begun, in words for the person. */
export function inWords(
  thing: OutsideThing,
  state: Pick<
    BuildState,
    'id' | 'repository' | 'repositoryName' | 'environment' | 'infrastructure' | 'pullRequests' | 'warehouseSchema'
  >,
): string {
  const { id, repository, repositoryName, environment, infrastructure, pullRequests, warehouseSchema } = state;
  switch (thing) {
    case 'repository':
      return repository
        ? [`repository ${repository.name}`, ...(repository.webUrl === undefined ? [] : [repository.webUrl])].join(' ')
        : `repository ${repositoryName ?? id}, maybe unfinished`;
    case 'environments':
      return environment ? `environments with schema ${environment.schema}` : 'environments, maybe unfinished';
    case 'schedule':
      return environment?.schedule === undefined
        ? 'schedule of the production job, maybe unfinished'
        : `schedule ${environment.schedule}`;
    case 'infrastructure':
      return infrastructure
        ? `dbt Cloud project ${infrastructure.urls.project}`
        : `dbt Cloud project [foundry-${id}], maybe unfinished`;
    case 'schemas':
      return warehouseSchema === undefined
        ? 'schemas in the warehouse, maybe unfinished'
        : `schemas ${warehouseSchema}… in the warehouse`;
    case 'pull-requests':
      return pullRequests
        ? `pull requests ${pullRequests.map(({ url }) => url).join(' ')}`
        : 'pull requests, maybe unfinished';
  }
}

function isFinished(thing: OutsideThing, state: BuildState): boolean {
  const { repository, environment, infrastructure, pullRequests, landed } = state;
  switch (thing) {
    case 'repository':
      return repository !== undefined;
    case 'environments':
      return environment !== undefined;
    case 'schedule':
      return environment?.schedule !== undefined;
    case 'infrastructure':
      return infrastructure !== undefined;
    case 'schemas':
      return landed !== undefined;
    case 'pull-requests':
      return pullRequests !== undefined;
  }
}
