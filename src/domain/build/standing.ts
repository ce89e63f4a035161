import type { StepName } from './phase.ts';
import type { BuildState, OutsideThing } from './state.ts';

/** What each step begins to make. */
const makers: Partial<Record<StepName, OutsideThing>> = {
  'publish-repository': 'repository',
  'create-environments': 'environments',
  'create-schedule': 'schedule',
};

/** Notes what a step begins to make: from here on it counts as standing, even where the step is broken off. */
export function noteBegun(state: BuildState, step: StepName): void {
  const thing = makers[step];
  if (thing !== undefined && !state.begun.includes(thing)) state.begun.push(thing);
}

/** Notes that a thing was taken away. */
export function noteTaken(state: BuildState, thing: OutsideThing): void {
  state.begun = state.begun.filter((other) => other !== thing);
}

/** What was begun outside and never finished, each in words for the person. */
export function unfinishedThings(state: BuildState): string[] {
  return state.begun.filter((thing) => !isFinished(thing, state)).map((thing) => inWords(thing, state));
}

/** What stands outside, each in words for the person. */
export function standingThings(state: BuildState): string[] {
  return state.begun.map((thing) => inWords(thing, state));
}

/** A thing that stands or was only begun, in words for the person. */
export function inWords(
  thing: OutsideThing,
  {
    id,
    repository,
    repositoryName,
    environment,
  }: Pick<BuildState, 'id' | 'repository' | 'repositoryName' | 'environment'>,
): string {
  switch (thing) {
    case 'repository':
      return repository ? `repository ${repository.name}` : `repository ${repositoryName ?? id}, maybe unfinished`;
    case 'environments':
      return environment ? `environments with schema ${environment.schema}` : 'environments, maybe unfinished';
    case 'schedule':
      return environment?.schedule === undefined
        ? 'schedule of the production job, maybe unfinished'
        : `schedule ${environment.schedule}`;
  }
}

function isFinished(thing: OutsideThing, { repository, environment }: BuildState): boolean {
  if (thing === 'repository') return repository !== undefined;
  if (thing === 'environments') return environment !== undefined;
  return environment?.schedule !== undefined;
}
