import { spokenAddress } from '../../domain/build/plan-preview.ts';
import type { TerraformEvent } from './events.ts';

/** How far a run is. */
export interface TerraformProgress {
  /** From 0 to 100. */
  readonly percent: number;
  readonly line: string;
}

export type ReportProgress = (progress: TerraformProgress) => void;

/** Where in the bar each part of a run begins; applying has the room up to the outputs. */
export const percentOf = {
  config: 10,
  files: 20,
  init: 30,
  validate: 45,
  plan: 55,
  apply: 65,
  outputs: 90,
  done: 100,
} as const;

const verbs: Readonly<Record<string, readonly [doing: string, done: string, failed: string]>> = {
  create: ['Making', 'Made', 'Could not make'],
  update: ['Changing', 'Changed', 'Could not change'],
  delete: ['Removing', 'Removed', 'Could not remove'],
};
const otherwise = ['Working on', 'Done with', 'Could not do'] as const;

/** Turns the events of an apply into progress, resource by resource. */
export function applyProgress(total: number, report: ReportProgress): (event: TerraformEvent) => void {
  let done = 0;
  const room = percentOf.outputs - percentOf.apply;
  return (event) => {
    if (!('hook' in event) || !('action' in event.hook)) return;
    const [doing, made, failed] = verbs[event.hook.action] ?? otherwise;
    const name = spokenAddress(event.hook.resource.addr);
    if (event.type === 'apply_complete') done = Math.min(done + 1, total);
    const percent = Math.round(percentOf.apply + (room * done) / Math.max(total, 1));
    if (event.type === 'apply_start') report({ percent, line: `${doing} ${name}` });
    if (event.type === 'apply_complete') report({ percent, line: `${made} ${name} (${done} of ${total})` });
    if (event.type === 'apply_errored') report({ percent, line: `${failed} ${name}` });
    if (event.type === 'apply_progress') {
      report({ percent, line: `${doing} ${name}: ${event.hook.elapsed_seconds} seconds so far` });
    }
  };
}
