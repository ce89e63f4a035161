import type { NodeResult } from '../../domain/rehearsal/report.ts';

/** What a sequence of dbt commands came to. Durations are seconds. */
export interface CommandsOutcome {
  readonly succeeded: boolean;
  readonly nodes: readonly NodeResult[];
  readonly seconds: number;
  readonly log: string;
  /** What ended a command before any node ran, such as a file that cannot be parsed. */
  readonly exception: string | null;
}

/** What stands for a sequence of which not even the first command ran. */
export const nothingRan: CommandsOutcome = {
  succeeded: false,
  nodes: [],
  seconds: 0,
  log: '',
  exception: 'nothing ran',
};
