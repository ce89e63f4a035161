import type { PlanInput } from '../activities/contract.ts';
import { chosenBy } from '../domain/build/provider-choice.ts';
import type { RehearsalSummary } from '../domain/build/rehearsal-summary.ts';
import { type BuildState, type Digest, type Revision, writtenAsOf } from '../domain/build/state.ts';
import { dbtSteps, pure } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';
import { generatePieces } from './generate-pieces.ts';

/** A rendered and rehearsed project of one revision. */
export interface ProjectMade {
  readonly revision: number;
  readonly project: Digest;
  readonly rehearsal: RehearsalSummary;
}

/**
 * Makes the project of a revision: plans which pieces are missing, generates those side by side, renders, rehearses.
 * Changes nothing but the list of steps, so that it can run ahead of a decision; the caller takes the result.
 */
export async function makeProject(run: BuildRun, revision: Revision, ahead: boolean): Promise<ProjectMade> {
  const { state } = run;
  const { scenario, overlays, asOf } = revision;
  const plan = await run.step('plan-pieces', { ahead }, () => pure.planPieces(planOf(state, revision)));
  const pieces = await generatePieces(run, revision, plan, ahead);
  const { project } = await run.step('render-project', { ahead }, () =>
    pure.renderProject({
      buildId: state.id,
      company: state.company,
      warehouse: state.warehouse,
      brief: state.brief,
      scenario,
      pieces,
      asOf,
      ...(overlays === undefined ? {} : { overlays }),
    }),
  );
  const { rehearsal } = await run.step('rehearse', { ahead }, () => dbtSteps().rehearse({ project }));
  return { revision: revision.number, project, rehearsal };
}

function planOf(state: BuildState, { scenario, takes, repaired }: Revision): PlanInput {
  return {
    brief: state.brief,
    scenario,
    asOf: writtenAsOf(state),
    ...chosenBy(state),
    ...(takes === undefined ? {} : { takes }),
    ...(repaired === undefined ? {} : { repaired }),
  };
}
