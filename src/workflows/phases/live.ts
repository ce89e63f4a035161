import type { Decision } from '../../domain/build/decision.ts';
import type { BuildRun } from '../build-run.ts';
import { now } from '../clock.ts';
import { runJob } from '../jobs.ts';
import type { NextPhase, PhaseContext } from './phase.ts';
import { provision } from './provisioning.ts';
import { resetDemo } from './reset.ts';

/** Landings whose seconds are kept. */
const keptLandings = 50;

const day = 24 * 60 * 60 * 1000;

/** The demo is up: lands batches, mends, resets and extends until it expires or is torn down. */
export async function live({ run }: PhaseContext): Promise<NextPhase> {
  const { state } = run;
  state.expiresAt ??= later(now(), state.options.expiryDays);
  for (;;) {
    const decision = await run.ask(state.environment ? 'live' : 'live-unprovisioned', { until: () => state.expiresAt });
    if (decision === undefined || decision.kind === 'tear-down') return 'teardown';
    if (decision.kind === 'provision') {
      await run.enter('provisioning');
      await provision(run, decision.schedule);
      return 'running';
    }
    await act(run, decision);
  }
}

async function act(run: BuildRun, decision: Decision): Promise<void> {
  const { state } = run;
  if (decision.kind === 'extend') state.expiresAt = later(state.expiresAt ?? now(), decision.days);
  if (decision.kind === 'land') {
    const { batch } = decision;
    const asked = Date.now();
    await runJob(run, { step: 'land-raw-data', job: 'load', subject: batch, mustKeepPromise: true });
    state.landed = batch;
    await runJob(run, { step: 'run-after-landing', job: 'production', subject: batch, mustKeepPromise: false });
    const measured = { batch, seconds: Math.round((Date.now() - asked) / 10) / 100, endedAt: now() };
    state.landings = [...(state.landings ?? []), measured].slice(-keptLandings);
  }
  if (decision.kind === 'reset') await resetDemo(run, decision);
}

function later(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * day).toISOString();
}
