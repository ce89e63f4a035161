import { shortHash } from './short-hash.ts';

/** The longest name that a scenario can refer to. */
export const maximumNameLength = 60;

/** Cuts a name that is too long and ends it with a hash of the whole, so that it stays distinct. */
export function fitName(name: string): string {
  if (name.length <= maximumNameLength) return name;
  const hash = shortHash(name);
  return `${name.slice(0, maximumNameLength - hash.length - 1).replace(/_+$/, '')}_${hash}`;
}
