import type { SeenBuild } from '../../views/build/seen-build.ts';

/** Regions of the page by element id, as HTML. */
export type Regions = Readonly<Record<string, string>>;

/** What a viewer is sent: the regions that changed since what it has, and the id that stands for having them. */
export interface FeedEvent {
  readonly id: string;
  readonly changed: Regions;
  readonly closed: boolean;
}

/**
 * The regions of one build's page with the moment of each one's last change. An event's id is the run's id and a
 * counter that starts at the clock, so that ids of an earlier process are never taken for ones of this.
 */
export class BuildFeed {
  private counter = Date.now();
  private readonly first = this.counter;
  private runId = '';
  private closed = false;
  private readonly regions = new Map<string, { html: string; counter: number }>();

  /** Takes in a new view; gives whether anything changed. */
  show({ runId }: Pick<SeenBuild, 'runId'>, regions: Regions, closed: boolean): boolean {
    const changed = Object.entries(regions).filter(([id, html]) => this.regions.get(id)?.html !== html);
    if (changed.length === 0 && closed === this.closed && runId === this.runId) return false;
    this.counter += 1;
    this.runId = runId;
    this.closed = closed;
    for (const [id, html] of changed) this.regions.set(id, { html, counter: this.counter });
    return true;
  }

  /** What a viewer lacks that has everything up to `lastId`; `undefined` when it lacks nothing. */
  since(lastId: string | undefined): FeedEvent | undefined {
    if (this.runId === '') return undefined;
    const id = `${this.runId}:${this.counter}`;
    if (lastId === id && !this.closed) return undefined;
    const [, counter = ''] = /:(\d+)$/.exec(lastId ?? '') ?? [];
    const has = Number(counter) >= this.first ? Number(counter) : 0;
    const lacking = [...this.regions].filter(([, region]) => region.counter > has);
    return { id, changed: Object.fromEntries(lacking.map(([name, { html }]) => [name, html])), closed: this.closed };
  }
}
