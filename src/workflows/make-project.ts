import { CancellationScope } from '@temporalio/workflow';
import type { PlannedPiece } from '../activities/contract.ts';
import type { RehearsalSummary } from '../domain/build/rehearsal-summary.ts';
import type { Digest, Revision } from '../domain/build/state.ts';
import { ai, dbtSteps, pure } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';

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
  const plan = await run.step('plan-pieces', { ahead }, () => pure.planPieces({ scenario, take: state.take }));
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

/**
 * One step a piece, all at once but for the changes, which alter SQL that is there; when one has to give up, the others
 * are not left running.
 */
async function generatePieces(
  run: BuildRun,
  { scenario, asOf }: Revision,
  plan: readonly PlannedPiece[],
  ahead: boolean,
): Promise<Digest[]> {
  const { brief } = run.state;
  const generate = async ({ step, subject, key, piece }: PlannedPiece, current?: readonly Digest[]) => {
    if (piece !== undefined) return piece;
    const input = { brief, scenario, asOf, step, subject, key, ...(current === undefined ? {} : { current }) };
    return (await run.step(step, { subject, ahead }, () => ai.generatePiece(input))).piece;
  };
  return CancellationScope.cancellable(async () => {
    try {
      const sql = new Map(plan.filter(({ step }) => step === 'generate-sql').map((one) => [one, generate(one)]));
      return await Promise.all(
        plan.map(async (one) => {
          if (one.step === 'generate-change') return generate(one, await Promise.all(sql.values()));
          return sql.get(one) ?? generate(one);
        }),
      );
    } catch (error) {
      CancellationScope.current().cancel();
      throw error;
    }
  });
}
