import type { Times } from './scheduled-run.ts';
import type { BuildState } from './state.ts';

/** When production is to run: as a person wishes, or by the scenario's schedules, or else as the settings say. */
export function timesOf({ outline, options }: Pick<BuildState, 'outline' | 'options'>, wish?: string): Times {
  const [first, ...others] = outline?.schedules ?? [];
  if (wish !== undefined || !first) return { cron: wish ?? options.schedule };
  return { cron: first.cron, schedules: [first, ...others] };
}
