import { carriedOver } from '../../domain/build/carried-over.ts';
import { withPiece } from '../../domain/build/piece-choice.ts';
import { makeProject, takeMade } from '../make-project.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Shows the rehearsed files and asks until they are approved; every edit is a revision and is rehearsed again. */
export async function files({ run, ahead }: PhaseContext): Promise<NextPhase> {
  const { state } = run;
  for (;;) {
    const { revision } = run;
    if (revision.project === undefined || state.rehearsal?.project !== revision.project) {
      const made = (await ahead.take(revision.number)) ?? (await makeProject(run, revision, false));
      takeMade(state, revision, made);
    }
    const decision = await run.ask('review-files');
    if (decision?.kind === 'approve-files') {
      state.repositoryName = decision.repositoryName;
      return 'repository';
    }
    if (decision?.kind === 'edit-files') {
      const { scenario } = revision;
      const { overlays, by } = decision;
      run.revise({ scenario, ...carriedOver(revision), overlays, why: 'edited-files', by });
    }
    if (decision?.kind === 'regenerate-piece') {
      const { scenario } = revision;
      const { step, subject, instructions, previous, by } = decision;
      state.take += 1;
      const takes = withPiece(revision.takes, {
        step,
        subject,
        take: state.take,
        ...(instructions === undefined ? {} : { instructions }),
        ...(previous === undefined ? {} : { previous }),
      });
      run.revise({ scenario, ...carriedOver(revision), takes, why: 'regenerated-piece', by });
    }
  }
}
