import { type CommandProgress, stateInWords } from '../../domain/build/command-progress.ts';
import { formatSeconds } from '../parts/when.ts';

/** How a command's mark is drawn, by what has become of it. */
const marks: Readonly<Record<CommandProgress['state'], string>> = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  red: 'failed',
  'gave-up': 'failed',
  'left-out': 'skipped',
  before: 'done',
};

/** The commands of a run that goes by a plan, each with its state and time, while it goes on. */
export function CommandList({ commands }: { readonly commands: readonly CommandProgress[] }) {
  return (
    <ol class="commands line">
      {commands.map(({ title, state, startedAt, seconds }) => (
        <li data-status={marks[state]}>
          <span class="mark" role="img" aria-label={stateInWords[state]} />
          <code>{title}</code>{' '}
          <span class="time">
            {seconds === undefined ? stateInWords[state] : formatSeconds(seconds)}
            {state === 'running' && startedAt ? (
              <>
                {' '}
                <span data-since={startedAt} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
