import { allHandlersFinished, CancellationScope, condition, isCancellation, setHandler } from '@temporalio/workflow';
import { buildFrom } from '../domain/build/build-from.ts';
import { cancelSchema, decisionSchema, rewindSchema } from '../domain/build/decision.ts';
import { type Phase, phaseOf } from '../domain/build/phase.ts';
import { cancelRefusal, refusal, rewindRefusal } from '../domain/build/refusal.ts';
import type { BuildInput, BuildState } from '../domain/build/state.ts';
import { AheadWork } from './ahead-work.ts';
import { BuildRun, RolledBack } from './build-run.ts';
import { now } from './clock.ts';
import { dropKeys } from './drop-keys.ts';
import { cancelUpdate, decideUpdate, reviewSignal, rewindToUpdate, stateQuery } from './messages.ts';
import { closeCancelled } from './phases/cancelled.ts';
import { files } from './phases/files.ts';
import { live } from './phases/live.ts';
import type { NextPhase, PhaseContext } from './phases/phase.ts';
import { provisioning } from './phases/provisioning.ts';
import { repository } from './phases/repository.ts';
import { running } from './phases/running.ts';
import { scenario } from './phases/scenario.ts';
import { setup } from './phases/setup.ts';
import { takeAway, teardown } from './phases/teardown.ts';
import { Rewound } from './questions.ts';

/** The life of a demo: each phase can be entered from the state alone, and says which one follows. */
const lifeOfABuild: Record<Phase, (context: PhaseContext) => Promise<NextPhase>> = {
  setup,
  scenario,
  files,
  repository,
  provisioning,
  running,
  live,
  teardown,
};

/** One demo's whole life, from brief to teardown; a state carries it on where an earlier run left off. */
export async function demoBuild(input: BuildInput | BuildState): Promise<BuildState> {
  const run = new BuildRun(buildFrom(input, now()));
  const ahead = new AheadWork(run);
  run.questions.settled = () => ahead.quiet;
  const life = new CancellationScope();
  listen(run, life);
  try {
    // A build that was cancelled in an earlier run goes on with its end.
    if (run.state.outcome === undefined) await life.run(() => liveThrough(run, ahead));
  } catch (error) {
    if (!isCancellation(error)) throw error;
    ahead.stop();
    run.state.outcome = 'cancelled';
  }
  await CancellationScope.nonCancellable(async () => {
    if (run.state.outcome === 'cancelled') await closeCancelled(run);
    await dropKeys(run);
    await run.close();
    await condition(allHandlersFinished);
  });
  return run.state;
}

async function liveThrough(run: BuildRun, ahead: AheadWork): Promise<void> {
  const { state } = run;
  for (let next: NextPhase = state.phase; next !== 'end'; ) {
    if (next !== state.phase) await run.enter(next);
    try {
      next = await lifeOfABuild[state.phase]({ run, ahead });
    } catch (error) {
      next = await turnedBack(run, ahead, error);
    }
  }
}

/** Where the build goes on after a person took it back, or had what was made outside removed. */
async function turnedBack(run: BuildRun, ahead: AheadWork, error: unknown): Promise<NextPhase> {
  if (error instanceof Rewound) {
    ahead.stop();
    const next = phaseOf(error.rewind.to);
    run.rewound(error.rewind);
    if (next === run.state.phase) await run.publish();
    return next;
  }
  if (!(error instanceof RolledBack)) throw error;
  try {
    await takeAway(run);
    run.livesAnew();
    return 'files';
  } catch (again) {
    return turnedBack(run, ahead, again);
  }
}

/** Handlers only mutate state; the main loop acts on it. */
function listen(run: BuildRun, life: CancellationScope): void {
  const { state } = run;
  setHandler(stateQuery, () => state);
  setHandler(
    decideUpdate,
    (decision) => {
      run.questions.take(decision);
      return { ask: decision.ask, revision: state.revision };
    },
    {
      validator: (decision) => {
        const reason = refusal(state, decisionSchema.parse(decision));
        if (reason) throw new Error(reason);
      },
    },
  );
  setHandler(reviewSignal, (message) => {
    const parsed = decisionSchema.safeParse(message);
    const reason = parsed.success ? refusal(state, parsed.data) : 'The message is not a decision.';
    if (parsed.success && reason === undefined) run.questions.take(parsed.data);
    else {
      run.questions.measure();
      state.refused.push({ at: now(), kind: parsed.success ? parsed.data.kind : 'unknown', reason: reason ?? '' });
    }
  });
  setHandler(
    rewindToUpdate,
    (rewind) => {
      run.questions.rewind(rewind);
      return { ask: rewind.ask, revision: state.revision };
    },
    {
      validator: (rewind) => {
        const reason = rewindRefusal(state, rewindSchema.parse(rewind));
        if (reason) throw new Error(reason);
      },
    },
  );
  setHandler(cancelUpdate, () => life.cancel(), {
    validator: (cancel) => {
      cancelSchema.parse(cancel);
      const reason = cancelRefusal(state);
      if (reason) throw new Error(reason);
    },
  });
}
