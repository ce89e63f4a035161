import { carriedOver } from '../../domain/build/carried-over.ts';
import type { Decision } from '../../domain/build/decision.ts';
import { isRedProof } from '../../domain/build/proof-summary.ts';
import type { BuildRun } from '../build-run.ts';
import { now } from '../clock.ts';
import { makeProject, takeMade } from '../make-project.ts';
import { publishRepository } from '../publish-repository.ts';
import { targetOf } from '../targets/target-of.ts';

/** Back to day one for the next call: the dates move, the project is rehearsed again, everything is made anew. */
export async function resetDemo(run: BuildRun, { asOf, by }: Extract<Decision, { kind: 'reset' }>): Promise<void> {
  const { state } = run;
  const revision = { scenario: run.revision.scenario, ...carriedOver(run.revision), asOf };
  const made = await makeProject(run, { ...revision, number: state.revision + 1, why: 'reset', by, at: '' }, false);
  if (!made.rehearsal.passed || isRedProof(made.proof)) {
    state.refused.push({
      at: now(),
      kind: 'reset',
      reason: 'The rehearsal or the proof for the new date is red, so the demo stays as it was.',
    });
    return;
  }
  state.asOf = asOf;
  run.revise({ ...revision, why: 'reset', by });
  takeMade(state, run.revision, made);
  const target = targetOf(state);
  await target.clear(run);
  await publishRepository(run);
  if (!state.environment) return;
  await target.setBack(run);
  await target.firstRuns(run);
}
