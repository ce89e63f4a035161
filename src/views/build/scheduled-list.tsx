import { CommandList } from './command-list.tsx';
import type { ScheduledProgress } from './seen-build.ts';
import { triedAgain } from './step-list.tsx';

/** Runs by schedule that are under way, each with what it says of itself, as steps of the build are listed. */
export function ScheduledList({ scheduled }: { readonly scheduled: readonly ScheduledProgress[] }) {
  if (scheduled.length === 0) return null;
  return (
    <ul class="steps">
      {scheduled.map((run) => (
        <li data-status="running">
          <span class="mark" role="img" aria-label="running" />
          <span class="what">
            Run the production job <span class="quiet">by schedule{run.schedule ? `: ${run.schedule}` : ''}</span>
          </span>
          <span class="time">
            <span data-since={run.startedAt} />
          </span>
          {run.line || run.attempt > 1 ? (
            <span class="line">
              {triedAgain(run)}
              {run.line}
            </span>
          ) : null}
          {run.commands ? <CommandList commands={run.commands} /> : null}
        </li>
      ))}
    </ul>
  );
}
