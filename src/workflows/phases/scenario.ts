import { carriedOver } from '../../domain/build/carried-over.ts';
import { chosenBy } from '../../domain/build/provider-choice.ts';
import type { Digest } from '../../domain/build/state.ts';
import type { ScenarioSection } from '../../domain/scenario/scenario.ts';
import { ai, pure } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import type { NextPhase, PhaseContext } from './phase.ts';

/** Drafts the scenario and asks until it is approved; meanwhile the same revision is generated and rehearsed. */
export async function scenario({ run, ahead }: PhaseContext): Promise<NextPhase> {
  const { state } = run;
  if (state.revision === 0) await draft(run, 'drafted', 'service', {});
  for (;;) {
    ahead.start();
    const decision = await run.ask('review-scenario');
    switch (decision?.kind) {
      case 'approve-scenario':
        return 'files';
      case 'regenerate': {
        ahead.stop();
        const { instructions, section, by } = decision;
        await draft(run, 'regenerated', by, {
          previous: run.revision.scenario,
          instructions,
          ...(section === undefined ? {} : { section }),
        });
        break;
      }
      case 'edit-scenario': {
        ahead.stop();
        state.outline = await run.step('draft-scenario', { subject: 'edited' }, () =>
          pure.outlineScenario({ scenario: decision.scenario }),
        );
        run.revise({
          ...carriedOver(run.revision),
          scenario: decision.scenario,
          why: 'edited-scenario',
          by: decision.by,
        });
        break;
      }
    }
  }
}

interface DraftWish {
  readonly previous?: Digest;
  readonly instructions?: Digest;
  readonly section?: ScenarioSection;
}

async function draft(run: BuildRun, why: 'drafted' | 'regenerated', by: string, wish: DraftWish): Promise<void> {
  const { state } = run;
  if (why === 'regenerated') state.take += 1;
  const drafted = await run.step('draft-scenario', {}, () =>
    ai.draftScenario({ brief: state.brief, take: state.take, ...wish, ...chosenBy(state) }),
  );
  state.outline = drafted.outline;
  run.revise({
    ...(state.revision === 0 ? { asOf: state.asOf } : carriedOver(run.revision)),
    scenario: drafted.scenario,
    why,
    by,
  });
}
