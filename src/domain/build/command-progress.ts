/** One command of a production run that goes by a plan, as the run says it while it goes on. */
export interface CommandProgress {
  readonly title: string;
  /** `before`: an earlier run of the same files has done it. `left-out`: a command that it hangs on came to nothing. */
  readonly state: 'waiting' | 'running' | 'done' | 'red' | 'gave-up' | 'left-out' | 'before';
  /** ISO instant. */
  readonly startedAt?: string;
  readonly seconds?: number;
}

/** A run's commands for people who look into Temporal Web, as Markdown. */
export function commandsInWords(commands: readonly CommandProgress[]): string {
  return commands
    .map(({ title, state, seconds }, index) => {
      const time = seconds === undefined ? '' : `, ${seconds} s`;
      return `${index + 1}. ${title}: ${stateInWords[state]}${time}`;
    })
    .join('\n');
}

export const stateInWords: Readonly<Record<CommandProgress['state'], string>> = {
  waiting: 'waits',
  running: 'runs',
  done: 'done',
  red: 'red',
  'gave-up': 'gave up',
  'left-out': 'left out',
  before: 'done before',
};
