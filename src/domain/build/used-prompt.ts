/** A prompt's file that a build was asked with, and the digest of the text that it had then. */
export interface UsedPrompt {
  /** Such as `design-models`, `system`, or `guidance/house.md`. */
  readonly name: string;
  readonly digest: string;
}

/** Both lists as one: a file that was changed meanwhile stands there with each of its texts. */
export function withUsedPrompts(before: readonly UsedPrompt[], used: readonly UsedPrompt[]): UsedPrompt[] {
  const known = new Set(before.map(({ name, digest }) => `${name} ${digest}`));
  return [...before, ...used.filter(({ name, digest }) => !known.has(`${name} ${digest}`))];
}
