import { log } from '@temporalio/workflow';
import { forgetKeys } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';

/** Drops the keys that were entered for a build which has come to its end. */
export async function dropKeys({ state }: BuildRun): Promise<void> {
  const { id: buildId, provider } = state;
  if (provider?.key === undefined) return;
  try {
    await forgetKeys({ buildId });
  } catch (error) {
    log.warn('the keys of an ended build could not be dropped', { error });
  }
  const { key: _, ...rest } = provider;
  state.provider = rest;
}
