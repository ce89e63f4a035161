import type { Decision } from '../../domain/build/decision.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { AppDeps } from '../app-deps.ts';
import type { Special } from './stored-answers.ts';

/**
 * Checks a key that was typed for a build that waits for one, and keeps it; the decision has its handle alone. Typed
 * keys come from the page only: what programs send ends up in their logs.
 */
export async function enteredKey(
  { checkAccess, vault }: Pick<AppDeps, 'checkAccess' | 'vault'>,
  { id, provider }: BuildState,
  typed: string,
  via: Decision['via'],
): Promise<Special> {
  if (via !== 'page') return refused('A key is entered on the demo’s page, or set for the service.');
  if (!provider) return refused('This demo uses the service’s own key: set it and start the service again.');
  if (!vault) return refused('Nothing here keeps a key that is entered: set the service’s own and start it again.');
  if (typed === '') return refused('Enter a key.');
  const checked = await checkAccess(provider.provider, typed, new AbortController().signal);
  if (!checked.usable) return refused(`${checked.problem.sentence} ${checked.problem.mend}`);
  return { ok: true, fields: { key: await vault.keep(id, typed) } };
}

function refused(sentence: string): Special {
  return { ok: false, field: 'api_key', errors: [sentence] };
}
