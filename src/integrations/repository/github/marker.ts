import { RepositoryError } from '../errors.ts';
import { checkBuild } from '../names.ts';

/** The topic that all repositories of this service have. */
export const serviceTopic = 'demo-foundry';

/** By this everything that a build made is found again. GitHub takes up to 50 of these characters as a topic. */
export function markerOf(build: string): string {
  checkBuild(build);
  const marker = `foundry-${build}`;
  if (!/^[a-z0-9-]{1,50}$/.test(marker)) {
    throw new RepositoryError('repository-input', `"${build}" cannot mark a repository at GitHub.`);
  }
  return marker;
}

/** A description with the marker in it; GitHub takes 350 characters and no control characters. */
export function markedDescription(description: string, build: string): string {
  const mark = ` [${markerOf(build)}]`;
  const clean = [...description.replace(/\p{Cc}+/gu, ' ').trim()];
  return `${clean.slice(0, 350 - mark.length).join('')}${mark}`.trim();
}

/** What of a repository tells whose it is. */
export interface Marked {
  readonly description?: string | null;
  readonly topics?: readonly string[];
  readonly fork?: boolean;
}

/** Whether a repository is a build's: by its description, given when it was made, or its topics. A fork copies both. */
export function isOf({ description, topics, fork }: Marked, build: string): boolean {
  const marker = markerOf(build);
  return fork !== true && (description?.includes(`[${marker}]`) === true || topics?.includes(marker) === true);
}

/** The build that a repository is of, if it is of any. */
export function buildOfMarked({ description, topics = [], fork }: Marked): string | undefined {
  if (fork === true) return undefined;
  const described = /\[foundry-([a-z0-9][a-z0-9-]*)\]/.exec(description ?? '')?.[1];
  if (described !== undefined || !topics.includes(serviceTopic)) return described;
  return topics.find((topic) => topic.startsWith('foundry-'))?.slice('foundry-'.length);
}
