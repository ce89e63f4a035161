import type { InfrastructureState } from '../../domain/build/infrastructure.ts';
import type { Times } from '../../domain/build/scheduled-run.ts';
import { timesOf } from '../../domain/build/times-of.ts';
import { dbtCloudSteps } from '../activity-proxies.ts';
import { type BuildRun, RolledBack } from '../build-run.ts';
import { infrastructureOf } from './in-accounts.ts';

/** Terraform, until its plan is one that may be carried out: what deletes, replaces or lacks something is shown first. */
export async function apply(run: BuildRun, { cron, schedules }: Times): Promise<InfrastructureState> {
  const { state } = run;
  const wanted = () => {
    const { schedules: _, ...rest } = infrastructureOf(run);
    return { ...rest, schedule: cron, ...(schedules ? { schedules } : {}) };
  };
  for (let approved: string | undefined; ; ) {
    const word = approved === undefined ? {} : { approved };
    const applied = await run.step('apply-infrastructure', {}, () =>
      dbtCloudSteps().applyInfrastructure({ ...wanted(), ...word }),
    );
    if (applied.kind === 'applied') {
      state.infrastructure = applied.infrastructure;
      state.warehouseSchema = applied.infrastructure.schemas.production;
      delete state.plan;
      delete state.infrastructureStale;
      return applied.infrastructure;
    }
    state.plan = applied.plan;
    const decision = await run.ask('review-plan');
    if (decision?.kind === 'roll-back') throw new RolledBack();
    approved = decision?.kind === 'approve-plan' ? decision.changes : undefined;
  }
}

/**
 * Has Terraform bring what was made up to date where that may have become necessary since: other values were entered, such as
 * a warehouse's password, or the account no longer shows something.
 */
export async function upToDate(run: BuildRun, times: Times | undefined = run.state.environment): Promise<void> {
  const { state } = run;
  if (state.infrastructureStale) await apply(run, times ?? timesOf(state));
}
