import type { BuildState } from '../domain/build/state.ts';

/** Where a page is found: a service that was brought up for this build alone has ended with it. */
export function placeOf(page: string, serviceGoesOn: boolean): string {
  return serviceGoesOn ? page : `run \`npm start\`, then open ${page}`;
}

/** What becomes of a build that stopped, and how to go on with it: nothing where it has ended. */
export function wayOn({ status }: Pick<BuildState, 'status'>, place: string): string[] {
  return status === 'closed' ? [] : [`The build stays open; mend, retry or cancel it on its page: ${place}`];
}
