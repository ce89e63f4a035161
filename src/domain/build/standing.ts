import type { StepName } from './phase.ts';
import type { BuildState } from './state.ts';

/** What a build makes outside of this service, in the sequence in which it is made. */
export type OutsideThing = 'repository' | 'environments' | 'schedule';

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
