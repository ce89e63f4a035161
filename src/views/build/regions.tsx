import type { BuildState } from '../../domain/build/state.ts';
import type { StepState } from '../../domain/build/step.ts';
import { Badge } from '../parts/badge.tsx';
import { Ahead } from './ahead.tsx';
import { Banner } from './banner.tsx';
import { isEnding } from './build-menu.tsx';
import { ScheduledList } from './scheduled-list.tsx';
import { liveKey, panelKey, type SeenBuild, type StepProgress } from './seen-build.ts';
import { progressOf, StepList } from './step-list.tsx';
import { Stepper } from './stepper.tsx';
import { statusSentence, statusTones, statusWords } from './words.ts';

/** Steps that the page lists beside the panel; the log has all. */
const shownSteps = 14;

/** The parts of the page that follow the build by themselves, by element id. Forms are never among them. */
export function buildRegions(seen: SeenBuild) {
  const { state, progress, scheduled = [] } = seen;
  return {
    subtitle: (
      <>
        {[state.industry, state.outline?.title, `revision ${state.revision}`, state.provider?.model]
          .filter(Boolean)
          .join(' · ')}
      </>
    ),
    banner: <Banner {...seen} />,
    stepper: <Stepper state={state} />,
    status: (
      <>
        <Badge tone={statusTones[state.status]}>{statusWords[state.status]}</Badge> {statusSentence(state)}
        <span class="quiet small"> {progressLine(state, progress)}</span>
      </>
    ),
    steps: (
      <>
        <ScheduledList scheduled={scheduled} />
        <StepList steps={state.steps.filter(isOngoing(state)).slice(-shownSteps).reverse()} progress={progress} />
      </>
    ),
    ahead: <Ahead state={state} />,
    news: (
      <span
        id="news"
        data-panel={panelKey(seen)}
        data-live={liveKey(state, scheduled)}
        data-ending={isEnding(state) ? '' : undefined}
        hidden
      />
    ),
  };
}

/** Of work ahead only what was done for the revision that is being reviewed. */
function isOngoing({ phase, revision }: BuildState): (step: StepState) => boolean {
  const reviewing = phase === 'scenario' || phase === 'files';
  return (step) =>
    step.status === 'running' || (step.ahead ? reviewing && step.revision === revision : step.phase === phase);
}

/** What the first step that says something says of itself; one that has just ended says nothing any more. */
function progressLine({ steps }: BuildState, progress: readonly StepProgress[]): string {
  const running = steps.filter(({ status }) => status === 'running');
  return running.map((step) => progressOf(step, progress)?.line ?? '').find((line) => line !== '') ?? '';
}
