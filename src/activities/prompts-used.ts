import type { UsedPrompt } from '../domain/build/used-prompt.ts';
import type { AiProvider, ProviderContext } from '../integrations/ai/provider.ts';
import type { Dependencies } from './dependencies.ts';

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

/** Makes a step say in its result which prompt files it asked with; one that asked nobody says nothing. */
export function tellingPrompts<Input, Context extends ProviderContext, Output extends object>(
  step: (deps: Dependencies) => (input: Input, context: Context) => Promise<Output>,
): (deps: Dependencies) => (input: Input, context: Context) => Promise<Output> {
  return (deps) => async (input, context) => {
    const asked: string[] = [];
    const output = await step(deps)(input, { ...context, asked: (file) => void asked.push(file) });
    return asked.length === 0 ? output : { ...output, ...promptsUsed(deps.provider, asked) };
  };
}
