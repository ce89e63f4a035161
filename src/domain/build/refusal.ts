import { batchId } from '../project/batch.ts';
import { askTable } from './ask.ts';
import type { Decision, Rewind } from './decision.ts';
import { offeredLandings } from './landing.ts';
import { movedAccount } from './moved-account.ts';
import { type Phase, phaseOf, phases } from './phase.ts';
import { isRedProof } from './proof-summary.ts';
import { isRollBackOffered } from './roll-back.ts';
import { isSkippable } from './skippable.ts';
import { startedBySchedule } from './started-by-schedule.ts';
import { type BuildState, proofOf } from './state.ts';

/** Why a decision cannot be taken now, as a sentence for the person; `undefined` when it can. */
export function refusal(state: BuildState, decision: Decision): string | undefined {
  const stale = staleness(state, decision);
  if (stale) return stale;
  const ask = state.ask;
  if (!ask) return 'The build is working and asks nothing just now.';
  const answers: readonly string[] = askTable[ask.kind];
  if (!answers.includes(decision.kind)) return `“${decision.kind}” does not answer what the build asks (${ask.kind}).`;
  if (decision.kind === 'approve-files' && !rehearsedGreen(state)) {
    return 'These files cannot be approved: their rehearsal is not green.';
  }
  if (decision.kind === 'approve-files' && isRedProof(proofOf(state))) {
    return 'These files cannot be approved: the proof for their warehouse is not green.';
  }
  if (decision.kind === 'skip' && ask.step && !isSkippable(state, ask.step.name)) {
    return `The step “${ask.step.name}” cannot be skipped: the demo needs it.`;
  }
  if (decision.kind === 'enter-key' && state.provider === undefined) {
    return 'This demo uses the service’s own key: set it, start the service again, and try the step again.';
  }
  if (decision.kind === 'enter-accounts' && state.target === 'local') {
    return 'This demo is made on this machine and needs no account.';
  }
  if (decision.kind === 'enter-accounts' || decision.kind === 'provision') {
    const moved = movedAccount(state, decision.access);
    if (moved !== undefined) return moved;
  }
  if (decision.kind === 'roll-back' && !isRollBackOffered(state)) {
    return 'Nothing was made outside in this part of the build that could be rolled back.';
  }
  if (decision.kind === 'approve-plan' && decision.changes !== state.plan?.changes) {
    return 'The plan is another one by now. Look again and decide.';
  }
  if (decision.kind === 'schedule' && !state.infrastructure) {
    return 'The schedule of a demo on this machine runs only while the service does; it cannot be paused.';
  }
  if (decision.kind === 'regenerate' && state.revision === 0) {
    return 'There is no scenario yet that could be drafted anew: mend the draft, or draft it once more.';
  }
  if (decision.kind === 'take-back') return takeBackRefusal(state, decision.to);
  if (decision.kind === 'resume') return resumeRefusal(state, decision.run);
  if (decision.kind === 'land') return landingRefusal(state, decision.batch);
  return undefined;
}

/** Why a build cannot be taken back to a step now; `undefined` when it can. */
export function rewindRefusal(state: BuildState, rewind: Rewind): string | undefined {
  const stale = staleness(state, rewind);
  if (stale) return stale;
  if (state.outcome === 'cancelled') return 'This build was cancelled and cannot be taken back.';
  if (!state.ask) return 'The build can be taken back only while it waits.';
  const target: Phase = phaseOf(rewind.to);
  if (phases.indexOf(target) > phases.indexOf(state.phase)) return 'The build has not come that far.';
  if (state.revision === 0 && rewind.to !== 'draft-scenario') return 'There is no scenario yet.';
  return undefined;
}

/** Why a build cannot be cancelled now; `undefined` when it can. */
export function cancelRefusal(state: BuildState): string | undefined {
  if (state.status === 'closed') return 'This build has ended.';
  if (state.outcome === 'cancelled') return 'This build is ending already.';
  return undefined;
}

function staleness(state: BuildState, seen: { readonly ask: number; readonly revision: number }): string | undefined {
  if (state.status === 'closed') return 'This build has ended.';
  if (seen.revision !== state.revision) {
    return `This was decided on revision ${seen.revision}; the build is at revision ${state.revision} now. Look again and decide.`;
  }
  if (state.ask && seen.ask !== state.ask.number) return 'This question has been answered already.';
  return undefined;
}

function rehearsedGreen(state: BuildState): boolean {
  const project = state.revisions.find((revision) => revision.number === state.revision)?.project;
  return state.rehearsal?.passed === true && state.rehearsal.project === project;
}

function takeBackRefusal({ revisions, revision, draft }: BuildState, to: number): string | undefined {
  const wanted = revisions.find(({ number }) => number === to);
  if (!wanted) return `There is no revision ${to}.`;
  const current = revisions.find(({ number }) => number === revision);
  if (draft === undefined && wanted.scenario === current?.scenario)
    return `Revision ${to} has the scenario that stands now.`;
  return undefined;
}

function resumeRefusal(state: BuildState, id: string): string | undefined {
  if (state.target !== 'local') return 'A run in dbt Cloud is gone on with there: retry it from its failed step.';
  const own = state.runs.find((run) => run.id === id && run.job === 'production');
  if (!own && !startedBySchedule(state, id)) return 'There is no such production run since the demo was set up.';
  return own?.status === 'green' ? 'That run was green: there is nothing to go on with.' : undefined;
}

function landingRefusal(state: BuildState, batch: string): string | undefined {
  const offered = offeredLandings(state.landed ?? '', state.outline?.incidents ?? []).map((landing) =>
    batchId(landing.batch),
  );
  if (offered.includes(batch)) return undefined;
  return `“${batch}” cannot be landed on “${state.landed ?? 'nothing'}”; offered are ${offered.join(', ') || 'none'}.`;
}
