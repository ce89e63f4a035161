import type { UsedPrompt } from '../domain/build/used-prompt.ts';
import type { AiProvider } from '../integrations/ai/provider.ts';

/**
 * The prompt files that a step was asked with, for the build's record: the rules and the team's guidance go with every
 * question. Nothing where no model is asked.
 */
export function promptsUsed(
  { prompts }: Pick<AiProvider, 'prompts'>,
  asked: readonly string[],
): { readonly prompts?: readonly UsedPrompt[] } {
  if (!prompts) return {};
  const names = new Set(['system', ...asked]);
  const used = prompts.filter(({ name }) => names.has(name) || name.startsWith('guidance/'));
  return { prompts: used.map(({ name, digest }) => ({ name, digest })) };
}
