import { type Phase, phases, phaseTable } from '../../domain/build/phase.ts';
import type { BuildState } from '../../domain/build/state.ts';

type Progress = 'done' | 'now' | 'later' | 'skipped';

/** Every phase of a build's life and how far it has come. */
export function Stepper({ state }: { readonly state: BuildState }) {
  const shown = phases.filter((phase) => phase !== 'teardown' || state.phase === 'teardown');
  return (
    <ol class="stepper">
      {shown.map((phase) => {
        const progress = progressOf(phase, state);
        return (
          <li
            data-progress={progress}
            data-status={progress === 'now' ? state.status : undefined}
            {...current(progress)}
          >
            <span class="dot" aria-hidden="true" />
            <span>{phaseTable[phase].title}</span>
            <span class="hidden"> ({said[progress]})</span>
          </li>
        );
      })}
    </ol>
  );
}

const said: Record<Progress, string> = { done: 'done', now: 'now', later: 'to come', skipped: 'left out' };

function current(progress: Progress) {
  return progress === 'now' ? { 'aria-current': 'step' as const } : {};
}

function progressOf(phase: Phase, { phase: now, environment, outcome, status }: BuildState): Progress {
  if (phase === now) return status === 'closed' && outcome === 'torn-down' ? 'done' : 'now';
  if (phases.indexOf(phase) > phases.indexOf(now)) return 'later';
  const needsEnvironment = phase === 'provisioning' || phase === 'running';
  return needsEnvironment && now === 'live' && !environment ? 'skipped' : 'done';
}
