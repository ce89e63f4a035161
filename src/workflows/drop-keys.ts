import { log } from '@temporalio/workflow';
import { forgetKeys } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';

/**
 * Drops the keys and other secrets that were entered for a build which has come to its end, those of decisions that were
 * refused too: a secret is kept before its decision is sent.
 */
export async function dropKeys({ state }: BuildRun): Promise<void> {
  const { id: buildId, provider, access } = state;
  const mayHave = access !== undefined || (provider !== undefined && provider.provider !== 'builtin');
  if (!mayHave) return;
  try {
    await forgetKeys({ buildId });
  } catch (error) {
    log.warn('the keys of an ended build could not be dropped', { error });
  }
  if (provider) {
    const { key: _, ...rest } = provider;
    state.provider = rest;
  }
  if (access) state.access = { ...access, secrets: {} };
}
