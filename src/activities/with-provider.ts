import type { Chosen } from './contract.ts';
import type { Dependencies } from './dependencies.ts';

/** Makes a step work with the provider that its build has chosen; without a choice, with the service's own. */
export function withProvider<Input extends Chosen, More extends readonly unknown[], Output>(
  deps: Dependencies,
  step: (deps: Dependencies) => (input: Input, ...more: More) => Promise<Output>,
): (input: Input, ...more: More) => Promise<Output> {
  return async (input, ...more) => {
    const { provider: choice } = input;
    const provider = choice === undefined ? deps.provider : await deps.providerOf(choice);
    return step({ ...deps, provider })(input, ...more);
  };
}
