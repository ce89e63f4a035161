import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { type BriefInput, briefSchema } from '../../../src/domain/brief/brief.ts';
import type { AskKind } from '../../../src/domain/build/ask.ts';
import { type Decision, decisionId } from '../../../src/domain/build/decision.ts';
import type { RewindTarget } from '../../../src/domain/build/phase.ts';
import type { BuildInput, BuildState } from '../../../src/domain/build/state.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import {
  buildWorkflowId,
  cancelUpdate,
  decideUpdate,
  rewindToUpdate,
  stateQuery,
} from '../../../src/workflows/messages.ts';
import { buildQueue } from '../../../src/workflows/task-queues.ts';
import type { TestFoundry } from './foundry.ts';

/** A query with no worker to answer it is asked again after this long. */
const queryMs = 3_000;

/** What a test decides; the driver adds the question, the revision and the person. */
export type Said = { kind: Decision['kind'] } & Record<string, unknown>;

/** A build as a person drives it: patient while parts of the service are down. */
export class DrivenBuild {
  readonly id: string;
  private readonly foundry: TestFoundry;
  /** The last question that was answered here. */
  private answered = 0;

  constructor(foundry: TestFoundry, id: string) {
    this.foundry = foundry;
    this.id = id;
  }

  static async start(foundry: TestFoundry, id: string, given: BriefInput): Promise<DrivenBuild> {
    const brief = briefSchema.parse(given);
    const input: BuildInput = {
      schema: 'build-input/1',
      id,
      owner: 'local',
      company: brief.company,
      industry: brief.industry,
      target: brief.target,
      warehouse: brief.warehouse,
      brief: await putJson(foundry.artifacts, brief),
      asOf: '2026-11-20',
      timeZone: 'UTC',
      // On New Year's Day, so that no scheduled run comes between.
      options: { workAhead: true, expiryDays: 30, schedule: '0 0 1 1 *', archiveRepository: false },
    };
    await foundry.client.workflow.start('demoBuild', {
      workflowId: buildWorkflowId(id),
      taskQueue: buildQueue,
      args: [input],
    });
    return new DrivenBuild(foundry, id);
  }

  get handle(): WorkflowHandle {
    return this.foundry.client.workflow.getHandle(buildWorkflowId(this.id));
  }

  /**
   * The build's state, as soon as a worker can tell it. Where workers are killed one after another each comes up later than the
   * one before, is there for a moment only, and a task of the workflow that one had begun has to time out first.
   */
  async state(patienceMs = 240_000): Promise<BuildState> {
    for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
      try {
        const { client } = this.foundry;
        return await client.withDeadline(Date.now() + queryMs, () => this.handle.query(stateQuery));
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** Waits until the build asks anew. @throws when it asks something else */
  async until(kind: AskKind, everyMs = 150, patienceMs = 600_000): Promise<BuildState> {
    for (const deadline = Date.now() + patienceMs; ; await sleep(everyMs)) {
      const state = await this.state();
      if (state.ask && state.ask.number > this.answered) {
        if (state.ask.kind === kind) return state;
        const failed = state.steps.findLast((step) => step.failure);
        throw new Error(`the build asks ${state.ask.kind}, not ${kind}: ${JSON.stringify(failed?.failure)}`);
      }
      if (Date.now() > deadline) throw new Error(`the build has not asked ${kind}, it is in ${state.phase}`);
    }
  }

  /** Waits until the work ahead of the open question is done. */
  async untilQuiet(patienceMs = 600_000): Promise<BuildState> {
    for (const deadline = Date.now() + patienceMs; ; await sleep(150)) {
      const state = await this.state();
      const failed = state.steps.find(({ status }) => status === 'failed');
      if (failed) throw new Error(`work ahead failed: ${JSON.stringify(failed)}`);
      const rehearsed = state.steps.some(({ name, status }) => name === 'rehearse' && status === 'done');
      if (rehearsed && state.steps.every(({ status }) => status !== 'running')) return state;
      if (Date.now() > deadline) throw new Error(`the build still works on ${state.steps.at(-1)?.name}`);
    }
  }

  /** Answers the open question. Gives the moment at which the answer was sent, in milliseconds of `performance.now()`. */
  async decide({ kind, ...more }: Said): Promise<number> {
    const { ask, revision } = await this.state();
    if (!ask) throw new Error(`there is no question to answer with ${kind}`);
    this.answered = ask.number;
    // The fields of a kind are the test's to get right; the build refuses a decision that is none.
    const decision = { kind, ask: ask.number, revision, by: 'local', via: 'cli', ...more } as Decision;
    const { runId } = await this.handle.describe();
    const sent = performance.now();
    await this.handle.executeUpdate(decideUpdate, { args: [decision], updateId: decisionId(runId, decision) });
    return sent;
  }

  /** Takes the waiting build back to a step. */
  async rewindTo(to: RewindTarget): Promise<void> {
    const { ask, revision } = await this.state();
    this.answered = ask?.number ?? 0;
    await this.handle.executeUpdate(rewindToUpdate, {
      args: [{ ask: this.answered, revision, to, by: 'local', via: 'cli' }],
    });
  }

  /** Gives the build up, and waits until it is closed. */
  async cancel(): Promise<void> {
    await this.handle.executeUpdate(cancelUpdate, { args: [{ by: 'local', via: 'cli' }] });
    await this.result();
  }

  /** The state that the closed build ended with. */
  result(): Promise<BuildState> {
    return this.handle.result();
  }
}
