import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { ScheduledProgress, SeenBuild, UnconfirmedDecision } from '../../views/build/seen-build.ts';
import type { BuildReader } from '../builds/build-reader.ts';
import { BuildFeed, type Regions } from './build-feed.ts';
import { BuildWatch } from './build-watch.ts';

/** How long a watch goes on when the last viewer has left: a reload of the page finds it still there. */
const lingerMs = 5_000;

export interface HubOptions {
  readonly client: Client;
  readonly reader: BuildReader;
  readonly logger: Logger;
  readonly render: (seen: SeenBuild) => Promise<Regions>;
  readonly unconfirmed: (id: string) => readonly UnconfirmedDecision[];
}

interface Watched {
  readonly feed: BuildFeed;
  readonly watch: BuildWatch;
  readonly viewers: Set<() => void>;
  leaving?: NodeJS.Timeout;
}

/** One watch a build, whatever the number of its viewers. */
export class BuildHub {
  private readonly options: HubOptions;
  private readonly watched = new Map<string, Watched>();
  readonly closing = new AbortController();

  constructor(options: HubOptions) {
    this.options = options;
  }

  /** Joins those who look at a build: `wake` is called whenever its feed has something new. */
  join(id: string, wake: () => void): { readonly feed: BuildFeed; readonly leave: () => void } {
    const watched = this.watched.get(id) ?? this.begin(id);
    clearTimeout(watched.leaving);
    watched.viewers.add(wake);
    const leave = () => {
      watched.viewers.delete(wake);
      if (watched.viewers.size > 0) return;
      watched.leaving = setTimeout(() => {
        watched.watch.stop();
        this.watched.delete(id);
      }, lingerMs).unref();
    };
    return { feed: watched.feed, leave };
  }

  /** Shows a build again to its viewers, if it has any. */
  touch(id: string): void {
    this.watched.get(id)?.watch.touch();
  }

  /** The runs by schedule that the viewers of a build were told of; `undefined` where nobody looks. */
  underWay(id: string): readonly ScheduledProgress[] | undefined {
    return this.watched.get(id)?.watch.underWay;
  }

  /** How many builds are being watched. */
  get size(): number {
    return this.watched.size;
  }

  close(): void {
    this.closing.abort();
    for (const { watch, leaving } of this.watched.values()) {
      clearTimeout(leaving);
      watch.stop();
    }
    this.watched.clear();
  }

  private begin(id: string): Watched {
    const { client, reader, logger, render, unconfirmed } = this.options;
    const feed = new BuildFeed();
    const viewers = new Set<() => void>();
    const show = async (read: Omit<SeenBuild, 'unconfirmed'>, closed: boolean) => {
      const seen: SeenBuild = { ...read, unconfirmed: unconfirmed(id) };
      if (feed.show(seen, await render(seen), closed)) for (const wake of viewers) wake();
    };
    const watched: Watched = { feed, viewers, watch: new BuildWatch({ client, reader, logger, id, show }) };
    this.watched.set(id, watched);
    return watched;
  }
}
