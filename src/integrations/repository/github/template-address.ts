import { GitHubError } from './github-error.ts';
import type { Place } from './read-tree.ts';

/**
 * Reads the address of a template repository, as a web address with or without `.git`, or as `owner/name`, and holds it
 * against the allowed ones: another's template is code that this service would run.
 *
 * @param allowed such addresses; an owner with `/*` allows all of theirs
 */
export function templateAddress(url: string, webUrl: string, allowed: readonly string[]): Place {
  const place = placeIn(url, webUrl);
  if (place === undefined) {
    throw new GitHubError('template-not-allowed', `"${url.slice(0, 200)}" is no address of a repository at ${webUrl}.`);
  }
  const isAllowed = allowed.some((entry) => {
    const other = placeIn(entry, webUrl);
    return (
      other !== undefined && same(other.owner, place.owner) && (other.repo === '*' || same(other.repo, place.repo))
    );
  });
  if (place.repo !== '*' && isAllowed) return place;
  throw new GitHubError('template-not-allowed', `${place.owner}/${place.repo} is not among the allowed templates.`);
}

function placeIn(address: string, webUrl: string): Place | undefined {
  const prefix = `${webUrl}/`;
  const isWeb = address.toLowerCase().startsWith(prefix.toLowerCase());
  const path = (isWeb ? address.slice(prefix.length) : address).replace(/\/$/, '').replace(/\.git$/, '');
  const match = /^([A-Za-z0-9][A-Za-z0-9-]*)\/([A-Za-z0-9._-]+|\*)$/.exec(path);
  if (match?.[1] === undefined || match[2] === undefined || /^\.\.?$/.test(match[2])) return undefined;
  return { owner: match[1], repo: match[2] };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
