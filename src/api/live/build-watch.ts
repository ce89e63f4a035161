import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { BuildState } from '../../domain/build/state.ts';
import type { ScheduledProgress, SeenBuild, StepProgress } from '../../views/build/seen-build.ts';
import { buildWorkflowId } from '../../workflows/messages.ts';
import { ApiError } from '../api-error.ts';
import type { BuildReader } from '../builds/build-reader.ts';
import { HistoryView } from '../builds/history-view.ts';
import { payloadReader } from '../builds/payloads.ts';
import { longPoll } from './long-poll.ts';
import { readProgress } from './read-progress.ts';
import { scheduledUnderWay } from './scheduled-runs.ts';

const tickMs = 1_000;

export interface WatchOptions {
  readonly client: Client;
  readonly reader: BuildReader;
  readonly logger: Logger;
  readonly id: string;
  /** Called with each new view of the build, in order. */
  readonly show: (seen: Omit<SeenBuild, 'unconfirmed'>, closed: boolean) => Promise<void>;
}

/** Watches one build for all who look at it: its history as it grows, and once a second what its running steps say. */
export class BuildWatch {
  private readonly options: WatchOptions;
  private readonly ending = new AbortController();
  private view: { readonly runId: string; readonly view: HistoryView } | undefined;
  private progress: readonly StepProgress[] = [];
  private state: BuildState | undefined;
  private scheduled: readonly ScheduledProgress[] | undefined;
  private refreshing: Promise<void> | undefined;
  private stale = false;
  private workerAnswers = true;

  constructor(options: WatchOptions) {
    this.options = options;
    void this.follow();
    void this.tick();
  }

  /** The runs by schedule that its viewers were told of; `undefined` before it has looked. */
  get underWay(): readonly ScheduledProgress[] | undefined {
    return this.scheduled;
  }

  /** Shows the build again, because something beside its history has changed. */
  touch(): void {
    void this.refresh();
  }

  stop(): void {
    this.ending.abort();
  }

  private get ended(): boolean {
    return this.ending.signal.aborted;
  }

  /** Follows the build from run to run until it is closed. */
  private async follow(): Promise<void> {
    const { client, reader, id, logger } = this.options;
    while (!this.ended) {
      try {
        const { runId } = await reader.describe(id);
        const view = new HistoryView(payloadReader(client));
        for await (const events of longPoll(client, buildWorkflowId(id), runId, this.ending.signal)) {
          for (const event of events) await view.apply(event);
          this.view = { runId, view };
          void this.refresh();
        }
        await this.refresh();
        const { runId: now, closed } = await reader.describe(id);
        if (closed && now === runId) return;
      } catch (error) {
        if (this.ended) return;
        if (error instanceof ApiError && error.status === 404) return;
        logger.debug({ err: error, build: id }, 'the build cannot be watched just now');
        await pause(tickMs);
      }
    }
  }

  /** One reading at a time; what happens meanwhile is read in the next one. */
  private refresh(): Promise<void> {
    this.stale = true;
    this.refreshing ??= (async () => {
      try {
        while (this.stale && !this.ended) {
          this.stale = false;
          const { closed, ...read } = await this.options.reader.read(this.options.id, this.view);
          this.workerAnswers = read.from === 'worker';
          this.state = read.state;
          this.scheduled ??= await scheduledUnderWay(this.options.client, read.state).catch(() => []);
          const { progress, scheduled } = this;
          if (!this.ended) await this.options.show({ ...read, progress, scheduled }, closed);
        }
      } catch (error) {
        this.workerAnswers = false;
        this.options.logger.debug({ err: error, build: this.options.id }, 'the build cannot be read just now');
      } finally {
        this.refreshing = undefined;
      }
    })();
    return this.refreshing;
  }

  private async tick(): Promise<void> {
    const { client, id } = this.options;
    for (let ticks = 1; !this.ended; ticks += 1) {
      await pause(tickMs, undefined, { signal: this.ending.signal }).catch(() => {});
      if (this.ended) return;
      const before = JSON.stringify([this.progress, this.scheduled]);
      const running = this.view && this.view.view.activities.size + this.view.view.children.size > 0;
      if (running || this.progress.length > 0 || !this.workerAnswers) {
        this.progress = this.view
          ? await readProgress(client, buildWorkflowId(id), this.view.view).catch(() => [])
          : [];
      }
      // Runs by schedule stand in no history of the build; while there is none, now and then is enough.
      if (this.state && (this.scheduled?.length || ticks % 3 === 0)) {
        this.scheduled = await scheduledUnderWay(client, this.state).catch(() => []);
      }
      if (JSON.stringify([this.progress, this.scheduled]) !== before || !this.workerAnswers) void this.refresh();
    }
  }
}
