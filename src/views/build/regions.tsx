import { Badge } from '../parts/badge.tsx';
import { Ahead } from './ahead.tsx';
import { Banner } from './banner.tsx';
import { liveKey, panelKey, type SeenBuild } from './seen-build.ts';
import { StepList } from './step-list.tsx';
import { Stepper } from './stepper.tsx';
import { statusSentence, statusTones, statusWords } from './words.ts';

/** Steps that the page lists beside the panel; the log has all. */
const shownSteps = 14;

/** The parts of the page that follow the build by themselves, by element id. Forms are never among them. */
export function buildRegions(seen: SeenBuild) {
  const { state, progress } = seen;
  const ongoing = state.steps.filter((step) => step.phase === state.phase || step.status === 'running' || step.ahead);
  return {
    subtitle: <>{[state.industry, state.outline?.title, `revision ${state.revision}`].filter(Boolean).join(' · ')}</>,
    banner: <Banner {...seen} />,
    stepper: <Stepper state={state} />,
    status: (
      <>
        <Badge tone={statusTones[state.status]}>{statusWords[state.status]}</Badge> {statusSentence(state)}
        <span class="quiet small"> {progress.map(({ line }) => line).find((line) => line !== '') ?? ''}</span>
      </>
    ),
    steps: <StepList steps={ongoing.slice(-shownSteps).reverse()} progress={progress} />,
    ahead: <Ahead state={state} />,
    news: <span id="news" data-panel={panelKey(seen)} data-live={liveKey(state)} hidden />,
  };
}

export type RegionId = keyof ReturnType<typeof buildRegions>;
