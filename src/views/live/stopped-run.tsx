import type { CommandProgress } from '../../domain/build/command-progress.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { CommandList } from '../build/command-list.tsx';
import { DecisionForm } from '../build/decision-form.tsx';

/** A production run that came to nothing, or to something else than was promised, and that can be gone on with. */
export interface StoppedRun {
  /** The run's id. */
  readonly id: string;
  /** Where a schedule started it; `title` where there are several. */
  readonly schedule?: { readonly title?: string };
  /** Whether it ended red, or gave a command up after its retries. */
  readonly how: 'red' | 'gave-up';
  /** Why it gave up. */
  readonly sentence?: string;
  /** Of one that gave up: an ended one is listed with its results. */
  readonly commands?: readonly CommandProgress[];
}

interface StoppedRunNoticeProps {
  readonly state: BuildState;
  readonly stopped: StoppedRun;
  /** A run by schedule is under way, which may come to be the environment's own. */
  readonly underWay: boolean;
}

/** What became of such a run, and the way to go on with it. */
export function StoppedRunNotice({ state, stopped, underWay }: StoppedRunNoticeProps) {
  const { id, how, schedule, sentence, commands } = stopped;
  const by = schedule ? ` by schedule${schedule.title === undefined ? '' : ` (${schedule.title})`}` : '';
  return (
    <div class="notice" id="stopped-run">
      <p>
        {how === 'red'
          ? `The last production run${by} ended red, which was not promised.`
          : `The last production run${by} gave up${sentence === undefined ? '.' : `: ${sentence}`}`}
      </p>
      {commands ? <CommandList commands={commands} /> : null}
      {state.ask?.kind === 'live' ? (
        <DecisionForm
          state={state}
          kind="resume"
          label="Go on from there"
          tone="quiet"
          blocked={underWay ? 'A run by schedule is under way; wait until it has ended.' : undefined}
        >
          <input type="hidden" name="run" value={id} />
          <p class="hint">Runs the command that failed and those behind it; what was green stays as it is.</p>
        </DecisionForm>
      ) : null}
    </div>
  );
}
