import type { Decision } from '../../domain/build/decision.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { BuildRun } from '../build-run.ts';
import { now } from '../clock.ts';
import { targetOf } from '../targets/target-of.ts';
import type { NextPhase, PhaseContext } from './phase.ts';
import { resetDemo } from './reset.ts';

/** Landings whose seconds are kept. */
const keptLandings = 50;

const day = 24 * 60 * 60 * 1000;

/** The demo is up: lands batches, mends, goes on with runs, resets and extends until it expires or is torn down. */
export async function live({ run }: PhaseContext): Promise<NextPhase> {
  const { state } = run;
  state.expiresAt ??= later(now(), state.options.expiryDays);
  for (;;) {
    const until = () => earlier(state.expiresAt, pauseAt(state));
    const decision = await run.ask(state.environment ? 'live' : 'live-unprovisioned', { until });
    if (decision === undefined && Date.parse(state.expiresAt) > Date.now()) {
      await targetOf(state).setSchedule(run, false);
      state.pausedForCall = true;
      continue;
    }
    if (decision === undefined || decision.kind === 'tear-down') return 'teardown';
    if (decision.kind === 'provision') {
      // It is new from here on, and lives as long as others do.
      delete state.expiresAt;
      await run.enter('provisioning');
      await targetOf(state).provision(run, decision);
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
    if (!(await targetOf(state).land(run, batch))) return;
    const measured = { batch, seconds: Math.round((Date.now() - asked) / 10) / 100, endedAt: now() };
    state.landings = [...(state.landings ?? []), measured].slice(-keptLandings);
  }
  if (decision.kind === 'resume') await targetOf(state).resume(run, decision.run);
  if (decision.kind === 'reset') await resetDemo(run, decision);
  if (decision.kind === 'schedule') await targetOf(state).setSchedule(run, decision.on);
}

/** When a schedule in dbt Cloud, which costs, pauses by itself: once the call's day is over anywhere. */
function pauseAt({ target, callDate, environment, pausedForCall }: BuildState): string | undefined {
  if (target !== 'dbt-cloud' || callDate === undefined || !environment || environment.paused || pausedForCall)
    return undefined;
  return later(`${callDate}T12:00:00.000Z`, 1);
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) <= Date.parse(other) ? one : other;
}

function later(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * day).toISOString();
}
