import { CancellationScope, isCancellation } from '@temporalio/workflow';
import { AheadFailed, type BuildRun } from './build-run.ts';
import { makeProject, type ProjectMade } from './make-project.ts';

/** The work on a revision that runs while the person reads; at most one, and only for the newest revision. */
export class AheadWork {
  private current: { revision: number; scope: CancellationScope; result: Promise<ProjectMade | undefined> } | undefined;
  private finished = 0;
  private readonly run: BuildRun;

  constructor(run: BuildRun) {
    this.run = run;
  }

  /** Starts on the current revision, unless it is being worked on already. */
  start(): void {
    const { revision } = this.run;
    if (!this.run.state.options.workAhead || this.current?.revision === revision.number) return;
    this.stop();
    const scope = new CancellationScope();
    // Never rejects: a failure ahead of the decision is information, and the steps run again once it is taken.
    const result = scope
      .run(() => makeProject(this.run, revision, true))
      .catch((error: unknown) => {
        if (!isCancellation(error) && !(error instanceof AheadFailed)) throw error;
        return undefined;
      });
    this.current = { revision: revision.number, scope, result };
    void result.then(() => {
      if (this.current?.result === result) this.finished = revision.number;
    });
  }

  /** Whether nothing runs at the moment. */
  get quiet(): boolean {
    return this.current === undefined || this.finished === this.current.revision;
  }

  /** Gives up work that no longer fits. */
  stop(): void {
    this.current?.scope.cancel();
    this.current = undefined;
  }

  /** What was made ahead for this revision; `undefined` when nothing was, or it failed. */
  async take(revision: number): Promise<ProjectMade | undefined> {
    const { current } = this;
    this.current = undefined;
    if (current?.revision === revision) return current.result;
    current?.scope.cancel();
    return undefined;
  }
}
