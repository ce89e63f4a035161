import type { InAccounts, InfrastructureInput, InInfrastructure } from '../../activities/dbt-cloud/contract.ts';
import { noAccess } from '../../domain/accounts/account-access.ts';
import type { Digest } from '../../domain/build/state.ts';
import { timesOf } from '../../domain/build/times-of.ts';
import type { BuildRun } from '../build-run.ts';
import { explainFailure, isStepFailure } from '../explain-failure.ts';

/** What steps in a build's accounts are told. */
export function accountsOf({ state }: BuildRun): InAccounts {
  return { buildId: state.id, access: state.access ?? noAccess };
}

/** The project that is published; a revision that is being worked on may have none yet. */
export function publishedOf(run: BuildRun): Digest {
  const { state } = run;
  const project = state.repository?.project ?? state.revisions.findLast((revision) => revision.project)?.project;
  if (project === undefined) throw new Error('nothing was published that could be provisioned');
  return project;
}

/** What steps in what Terraform has made are told. */
export function madeOf(run: BuildRun): InInfrastructure {
  const { infrastructure } = run.state;
  if (!infrastructure) throw new Error('nothing was provisioned');
  return { ...accountsOf(run), project: publishedOf(run), infrastructure };
}

/** What Terraform is to make of a build. */
export function infrastructureOf(run: BuildRun): InfrastructureInput {
  const { state } = run;
  const { repository, environment, warehouse, infrastructureOptions = {}, infrastructure, outline } = state;
  const { cron, schedules } = environment ?? timesOf(state);
  return {
    ...accountsOf(run),
    project: publishedOf(run),
    warehouse,
    // Of a repository that was begun and never finished nothing was provisioned that would clone it.
    cloneUrl: repository?.cloneUrl ?? '',
    schedule: cron,
    scheduleActive: environment?.paused !== true,
    ...(outline?.plan ? { steps: outline.plan.steps } : {}),
    ...(schedules ? { schedules } : {}),
    options: infrastructureOptions,
    semanticLayer: infrastructure?.semanticLayer ?? false,
    secretVersion: state.secretVersion ?? 1,
  };
}

/** Failures by which a run is known to have ended: trying again means another one. */
const runEnded: ReadonlySet<string> = new Set(['dbt-cloud-run-cancelled', 'schemas-not-dropped']);

/**
 * The id of a run that is wanted once: the same one at each try until a run under it has ended, so that a try which did not
 * hear of the end finds the run instead of starting another.
 */
export class RunId {
  private id: string | undefined;
  private readonly run: BuildRun;
  private readonly stem: string;

  constructor(run: BuildRun, stem: string) {
    this.run = run;
    this.stem = stem;
  }

  /** Does what starts and awaits the run. */
  async under<T>(work: (runId: string) => Promise<T>): Promise<T> {
    const { state } = this.run;
    this.id ??= `${this.stem}-${++state.runIds}`;
    try {
      const done = await work(this.id);
      this.id = undefined;
      return done;
    } catch (error) {
      if (isStepFailure(error)) {
        const { code } = explainFailure(error);
        if (runEnded.has(code)) this.id = undefined;
        // The account no longer shows what was made: Terraform looks before the next try.
        if (code === 'dbt-cloud-not-found') state.infrastructureStale = true;
      }
      throw error;
    }
  }
}
