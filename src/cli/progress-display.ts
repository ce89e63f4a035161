import { phaseTable, stepTitles } from '../domain/build/phase.ts';
import type { BuildState } from '../domain/build/state.ts';
import type { StepState } from '../domain/build/step.ts';

/** What a watching person sees on stderr: a line as each step ends. */
export interface ProgressDisplay {
  started(url: string): void;
  show(state: BuildState): void;
}

/** One line a step, in the order in which they end; a phase's title before its first. */
export function lineDisplay(write: (line: string) => void): ProgressDisplay {
  const shown = new Set<number>();
  let phase = '';
  return {
    started: (url) => write(`Building, and to be watched at ${url}`),
    show(state) {
      for (const step of state.steps) {
        if (step.status === 'running' || shown.has(step.id)) continue;
        shown.add(step.id);
        const title = phaseTable[step.phase].title;
        if (title !== phase) write(title);
        phase = title;
        write(`  ${mark(step)} ${stepTitles[step.name]}${step.subject ? ` ${step.subject}` : ''}${note(step)}`);
      }
    },
  };
}

function mark({ status }: StepState): string {
  return { done: '✓', failed: '✗', skipped: '–', cancelled: '–', running: '…' }[status];
}

function note(step: StepState): string {
  if (step.failure) return `: ${step.failure.sentence} ${step.failure.mend}`;
  const seconds = step.endedAt ? (Date.parse(step.endedAt) - Date.parse(step.startedAt)) / 1000 : 0;
  return step.reused ? ' (made before)' : seconds >= 0.1 ? ` ${seconds.toFixed(1)} s` : '';
}
