import { carriedOver } from '../../domain/build/carried-over.ts';
import type { Decision } from '../../domain/build/decision.ts';
import { chosenBy } from '../../domain/build/provider-choice.ts';
import type { DraftWish, Revision } from '../../domain/build/state.ts';
import type { ScenarioSection } from '../../domain/scenario/scenario.ts';
import { ai, pure } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/**
 * Drafts the scenario and asks until it is approved; meanwhile the same revision is generated and rehearsed. A draft that
 * does not hold together is mended before it is reviewed, and nothing is made of it ahead.
 */
export async function scenario({ run, ahead }: PhaseContext): Promise<NextPhase> {
  const { state } = run;
  if (state.revision === 0 && state.draft === undefined) await draft(run, 'drafted', 'service', {});
  for (;;) {
    if (state.draft === undefined) ahead.start();
    const decision = await run.ask(state.draft === undefined ? 'review-scenario' : 'mend-draft');
    if (decision?.kind === 'approve-scenario') return 'files';
    if (decision === undefined) continue;
    ahead.stop();
    await change(run, decision);
  }
}

/** What a review can do to the scenario, short of approving it. */
async function change(run: BuildRun, decision: Decision): Promise<void> {
  const { state } = run;
  const { by } = decision;
  switch (decision.kind) {
    case 'regenerate': {
      const { instructions, section, locked } = decision;
      if (locked !== undefined) state.locked = locked;
      state.take += 1;
      await draft(run, 'regenerated', by, {
        previous: run.revision.scenario,
        instructions,
        ...(section === undefined ? lockedIn(state.locked) : { section }),
      });
      return;
    }
    // A draft that could not be mended is asked for once more, as it was asked for first.
    case 'retry': {
      const { draftWish = {} } = state;
      state.take += 1;
      return draft(run, draftWish.previous === undefined ? 'drafted' : 'regenerated', by, draftWish);
    }
    case 'edit-draft':
      state.draft = decision.draft;
      return;
    case 'edit-scenario':
      return take(run, { subject: 'edited', scenario: decision.scenario, why: 'edited-scenario', by });
    case 'take-back': {
      const earlier = state.revisions.find(({ number }) => number === decision.to);
      if (earlier) await take(run, { subject: 'taken back', scenario: earlier.scenario, why: 'taken-back', by });
      return;
    }
  }
}

/** Makes a scenario that a person gave or chose the current one. */
async function take(
  run: BuildRun,
  { subject, ...revision }: Pick<Revision, 'scenario' | 'why' | 'by'> & { readonly subject: string },
): Promise<void> {
  const { scenario } = revision;
  const outline = await run.skippableStep('draft-scenario', { subject }, () => pure.outlineScenario({ scenario }));
  if (outline === undefined) return;
  run.state.outline = outline;
  revise(run, revision);
}

async function draft(run: BuildRun, why: 'drafted' | 'regenerated', by: string, wish: DraftWish): Promise<void> {
  const { state } = run;
  const drafted = await run.skippableStep('draft-scenario', {}, () =>
    ai.draftScenario({ brief: state.brief, take: state.take, ...wish, ...chosenBy(state) }),
  );
  // A person goes back to what they had, which only they can where there is something.
  if (drafted === undefined) return;
  if ('draft' in drafted) {
    state.draft = drafted.draft;
    state.draftWish = wish;
    return;
  }
  state.outline = drafted.outline;
  revise(run, { scenario: drafted.scenario, why, by });
}

function revise(run: BuildRun, revision: Pick<Revision, 'scenario' | 'why' | 'by'>): void {
  const { state } = run;
  delete state.draft;
  delete state.draftWish;
  run.revise({ ...(state.revision === 0 ? { asOf: state.asOf } : carriedOver(run.revision)), ...revision });
}

function lockedIn(locked: readonly ScenarioSection[] = []): Pick<DraftWish, 'locked'> {
  return locked.length === 0 ? {} : { locked };
}
