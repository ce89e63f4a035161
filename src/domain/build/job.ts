import type { RunState } from './state.ts';

export const jobs = ['load', 'production', 'ci'] as const;
export type Job = (typeof jobs)[number];

/** One execution of a job in a demo's environments. */
export interface JobInput {
  readonly schema: 'job/1';
  readonly buildId: string;
  /** The environment's generation that the run belongs to; on another one it does nothing. */
  readonly generation: number;
  readonly job: Job;
  /** Unique in the build, and an ASCII folder name; a scheduled run takes its workflow's id. */
  readonly runId?: string;
  /** The batch that the load job lands, or the change that the CI job builds. */
  readonly subject?: string;
  /** Of a production run: builds everything from nothing instead of adding what is new. */
  readonly fullRefresh?: boolean;
  /** The production run that stopped or ended red, from whose failed command this one goes on where it goes by a plan. */
  readonly goesOn?: string;
  /** It goes on because a person of a demo that is up said so. */
  readonly resumes?: true;
}

/** What a run ended with; `overtaken` when its environment was reset or torn down meanwhile. */
export type JobResult = { readonly kind: 'ran'; readonly run: RunState } | { readonly kind: 'overtaken' };

/** One dbt command of a job, with the words that the page shows. */
export interface JobCommand {
  readonly title: string;
  readonly args: readonly string[];
}

/** Production and CI never build raw data: it is landed by the load job alone. */
export const neverRaw = ['--exclude', 'config.schema:raw'] as const;
/** Unit tests run in CI. */
export const noUnitTests = ['--exclude-resource-type', 'unit_test'] as const;
export const docsCommand: JobCommand = { title: 'dbt docs generate', args: ['docs', 'generate', '--static'] };

/**
 * The commands of a job whose scenario has no run plan, in order. Production builds reference seeds but never raw ones, else
 * it would wipe what was landed; unit tests run in CI. CI builds what differs from production's state and what hangs on it. After a landing
 * production makes no docs: its code is that of the run before, and somebody waits for it.
 */
export function jobCommands(job: Job, stateFolder: string, subject?: string, fullRefresh = false): JobCommand[] {
  const deps: JobCommand = { title: 'dbt deps', args: ['deps'] };
  if (job === 'load') {
    return [{ title: 'dbt seed', args: ['seed', '--full-refresh', '--select', 'config.schema:raw'] }];
  }
  if (job === 'production') {
    return [
      deps,
      {
        title: 'dbt build',
        args: ['build', ...neverRaw, ...noUnitTests, ...(fullRefresh ? ['--full-refresh'] : [])],
      },
      ...(subject === undefined ? [docsCommand] : []),
    ];
  }
  return [
    deps,
    {
      title: 'dbt build (slim)',
      args: [
        'build',
        '--no-partial-parse',
        '--select',
        'state:modified+',
        ...neverRaw,
        '--defer',
        '--state',
        stateFolder,
      ],
    },
  ];
}
