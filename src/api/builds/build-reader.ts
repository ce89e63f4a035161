import { setTimeout as pause } from 'node:timers/promises';
import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { BuildState } from '../../domain/build/state.ts';
import type { SeenBuild } from '../../views/build/seen-build.ts';
import { buildWorkflowId, stateQuery } from '../../workflows/messages.ts';
import { ApiError, notFound } from '../api-error.ts';
import { HistoryView } from './history-view.ts';
import { payloadReader } from './payloads.ts';
import { isServiceError } from './service-error.ts';

const describeMs = 3_000;
const queryMs = 2_000;
const historyMs = 4_000;
/**
 * A query that reaches Temporal between two workflow tasks may be left waiting there for more than a second; one that is
 * asked this much later is answered at once.
 */
const askAgainMs = 100;
/** Builds whose last state is kept at hand for when no worker answers. */
const keptStates = 200;

/** A build without what only the page's own server knows of it. */
export type ReadBuild = Pick<SeenBuild, 'state' | 'runId' | 'from'> & { readonly closed: boolean };

/** Reads builds from Temporal, each answer within seconds whether or not a worker is there. */
export class BuildReader {
  private readonly client: Client;
  private readonly kept = new Map<string, { runId: string; events: number; state: BuildState }>();

  constructor(client: Client) {
    this.client = client;
  }

  /**
   * The build as it is now.
   * @param known what was read of the history already, so that it need not be fetched
   * @throws ApiError `not-found`, or `temporal-unreachable`
   */
  async read(id: string, known?: { readonly runId: string; readonly view: HistoryView }): Promise<ReadBuild> {
    const { runId, events, closed } = await this.describe(id);
    const asked = await this.ask(id);
    if (asked) {
      this.keep(id, { runId, events, state: asked });
      return { state: asked, runId, from: 'worker', closed };
    }
    const kept = this.kept.get(id);
    // The state may be newer than the events counted before it was asked for, never older.
    if (kept?.runId === runId && kept.events === events) return { state: kept.state, runId, from: 'kept', closed };
    const view = known?.runId === runId ? known.view : await this.history(id, runId);
    if (!view.state) throw notFound('build of this id');
    return { state: view.state, runId, from: 'history', closed };
  }

  /** @throws ApiError */
  async describe(id: string): Promise<{ runId: string; events: number; closed: boolean }> {
    try {
      const description = await this.client.withDeadline(Date.now() + describeMs, () =>
        this.client.workflow.getHandle(buildWorkflowId(id)).describe(),
      );
      const { runId, historyLength, status } = description;
      return { runId, events: historyLength, closed: status.name !== 'RUNNING' };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw notFound('build of this id');
      if (isGrpcServiceError(error) || isServiceError(error)) {
        throw new ApiError(503, 'temporal-unreachable', 'Temporal does not answer just now. Try again in a moment.');
      }
      throw error;
    }
  }

  private async ask(id: string): Promise<BuildState | undefined> {
    const handle = this.client.workflow.getHandle(buildWorkflowId(id));
    const answered = new AbortController();
    const query = () =>
      this.client.withAbortSignal(answered.signal, () =>
        this.client.withDeadline(Date.now() + queryMs, () => handle.query(stateQuery)),
      );
    const again = pause(askAgainMs, undefined, { signal: answered.signal, ref: false }).then(query);
    try {
      return await Promise.any([query(), again]);
    } catch {
      // Whatever the reason is, the history still tells something.
      return undefined;
    } finally {
      answered.abort();
    }
  }

  private async history(id: string, runId: string): Promise<HistoryView> {
    const view = new HistoryView(payloadReader(this.client));
    const history = await this.client.withDeadline(Date.now() + historyMs, () =>
      this.client.workflow.getHandle(buildWorkflowId(id), runId).fetchHistory(),
    );
    for (const event of history.events ?? []) await view.apply(event);
    return view;
  }

  private keep(id: string, state: { runId: string; events: number; state: BuildState }): void {
    this.kept.delete(id);
    this.kept.set(id, state);
    const [oldest] = this.kept.keys();
    if (this.kept.size > keptStates && oldest !== undefined) this.kept.delete(oldest);
  }
}
