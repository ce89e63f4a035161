import { CancellationScope, log, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { describeBuild } from '../domain/build/describe.ts';
import type { BuildState } from '../domain/build/state.ts';
import { patientRecords, records } from './activity-proxies.ts';
import { searchAttributes } from './messages.ts';

/** Writes a build's state where others read it: search attributes, Temporal Web, the records. */
export class BuildPublisher {
  private readonly state: BuildState;
  private shown = '';
  private recorded = '';

  constructor(state: BuildState) {
    this.state = state;
  }

  /** Says in Temporal Web how the build stands. */
  describe(): void {
    setCurrentDetails(describeBuild(this.state));
  }

  /** Writes what changed. A build does not stop for its records: what could not be written is written the next time. */
  async publish(): Promise<void> {
    this.show();
    await this.record(records);
  }

  /** Writes the end of the build. Nothing comes after it, so it is written as soon as the records can be reached. */
  async publishEnd(): Promise<void> {
    await this.publish();
    await this.record(patientRecords);
  }

  private show(): void {
    this.describe();
    const { phase, status } = this.state;
    if (this.shown === `${phase} ${status}`) return;
    this.shown = `${phase} ${status}`;
    upsertSearchAttributes([
      { key: searchAttributes.phase, value: phase },
      { key: searchAttributes.status, value: status },
    ]);
  }

  private async record({ recordBuild }: Pick<typeof records, 'recordBuild'>): Promise<void> {
    const { state } = this;
    const { phase, status, revision, ask, outcome, expiresAt, landed } = state;
    const seen = JSON.stringify([phase, status, revision, ask?.number, outcome, expiresAt, landed]);
    if (seen === this.recorded) return;
    state.updatedAt = laterThan(state.updatedAt);
    try {
      await CancellationScope.nonCancellable(() => recordBuild(state));
      this.recorded = seen;
    } catch (error) {
      log.warn('the build could not be recorded', { error });
    }
  }
}

/** Now, or a millisecond after the last time where the workflow's clock has not moved on. */
function laterThan(last: string): string {
  return new Date(Math.max(Date.now(), Date.parse(last) + 1)).toISOString();
}
