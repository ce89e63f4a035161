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

/** Phases that a demo has only once it is provisioned. */
const ofProvisioned: ReadonlySet<Phase> = new Set(['provisioning', 'running', 'live']);

function progressOf(phase: Phase, state: BuildState): Progress {
  const { phase: now, environment, outcome, status, runs } = state;
  if (ofProvisioned.has(phase) && isPublishedOnly(state)) {
    // What was put off stands open as long as the build does.
    if (status === 'closed') return 'skipped';
    return phase === 'provisioning' ? 'now' : 'later';
  }
  if (phase === now) return status === 'closed' && outcome === 'torn-down' ? 'done' : 'now';
  if (phases.indexOf(phase) > phases.indexOf(now)) return 'later';
  const wasProvisioned = environment !== undefined || runs.length > 0;
  return ofProvisioned.has(phase) && now === 'teardown' && !wasProvisioned ? 'skipped' : 'done';
}

/** Whether it came to its end without being provisioned, which can be done later. A history tells no environment. */
function isPublishedOnly({ phase, environment, runs, ask, status }: BuildState): boolean {
  const known = ask !== undefined || status === 'closed';
  return known && phase === 'live' && environment === undefined && runs.length === 0;
}
