import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { AskKind } from '../../src/domain/build/ask.ts';
import { type Decision, decisionId } from '../../src/domain/build/decision.ts';
import type { JobInput, JobResult } from '../../src/domain/build/job.ts';
import type { RewindTarget } from '../../src/domain/build/phase.ts';
import type { BuildInput, BuildState } from '../../src/domain/build/state.ts';
import { connectTemporal } from '../../src/integrations/temporal/connection.ts';
import { encryptingDataConverter } from '../../src/integrations/temporal/data-converter.ts';
import { payloadKeys } from '../../src/integrations/temporal/payload-key.ts';
import {
  buildWorkflowId,
  cancelUpdate,
  decideUpdate,
  rewindToUpdate,
  searchAttributes,
  stateQuery,
} from '../../src/workflows/messages.ts';
import { dbtQueueOf, outsideQueueOf } from '../../src/workflows/task-queues.ts';
import { temporalAddress, workflowBundle } from '../setup/temporal.ts';
import { digest, StubActivities } from './stub-activities.ts';

/** Payloads of tests and of recorded histories are encrypted by a key that everybody may know. */
export const testDataConverter = encryptingDataConverter(
  payloadKeys([{ id: 'test', base64: Buffer.alloc(32, 7).toString('base64') }]),
);

/** What a test decides; the harness adds the question, the revision and the person. */
type Said = { kind: Decision['kind'] } & Record<string, unknown>;

/** A worker with stand-in steps on a queue of its own, and builds to drive. */
export class BuildHarness {
  readonly stubs = new StubActivities();
  readonly client: Client;
  private readonly builds: Build[] = [];
  private readonly queue: string;
  private readonly close: () => Promise<void>;

  private constructor(client: Client, queue: string, close: () => Promise<void>) {
    this.client = client;
    this.queue = queue;
    this.close = close;
  }

  /** @param address of another Temporal server than the test run's own */
  static async open(address = temporalAddress()): Promise<BuildHarness> {
    const queue = `test-${randomUUID()}`;
    const connection = await NativeConnection.connect({ address });
    const temporal = await connectTemporal({ address, namespace: 'default', dataConverter: testDataConverter });
    const harness = new BuildHarness(temporal.client, queue, async () => {
      for (const worker of workers) worker.shutdown();
      await running;
      await temporal.connection.close();
      await connection.close();
    });
    const activities = harness.stubs.activities();
    const common = {
      connection,
      dataConverter: testDataConverter,
      activities,
      maxHeartbeatThrottleInterval: '100ms',
    } as const;
    const workers = [
      await Worker.create({ ...common, taskQueue: queue, workflowBundle: workflowBundle() }),
      await Worker.create({ ...common, taskQueue: dbtQueueOf(queue) }),
      await Worker.create({ ...common, taskQueue: outsideQueueOf(queue) }),
    ];
    const running = Promise.all(workers.map((worker) => worker.run()));
    return harness;
  }

  stop(): Promise<void> {
    return this.close();
  }

  /** Ends the builds of a test, so that none of their steps is counted by the next one. */
  async endBuilds(): Promise<void> {
    for (const build of this.builds.splice(0)) {
      await build.handle.terminate('the test is over').catch(() => {});
    }
    while (this.stubs.running > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async start(options: Partial<BuildInput['options']> = {}, more: Partial<BuildInput> = {}): Promise<Build> {
    const id = `b${randomUUID().replaceAll('-', '').slice(0, 12)}`;
    const input: BuildInput = {
      schema: 'build-input/1',
      id,
      owner: 'local',
      company: 'Acme',
      industry: 'E-commerce',
      target: 'local',
      warehouse: 'snowflake',
      brief: digest('brief'),
      asOf: '2026-11-20',
      timeZone: 'UTC',
      options: { workAhead: true, expiryDays: 30, schedule: '0 6 * * *', archiveRepository: false, ...options },
      ...more,
    };
    return this.run(input);
  }

  /** Runs a job as a schedule does, beside its build; gives what it ended with. */
  runJob(workflowId: string, job: JobInput): Promise<JobResult> {
    return this.client.workflow.execute('jobRun', { workflowId, taskQueue: this.queue, args: [job] });
  }

  /** Starts a run from a state, as continue-as-new does. */
  continue(state: BuildState): Promise<Build> {
    return this.run({ ...state, id: `${state.id}c` });
  }

  private async run(input: BuildInput | BuildState): Promise<Build> {
    const handle = await this.client.workflow.start('demoBuild', {
      workflowId: buildWorkflowId(input.id),
      taskQueue: this.queue,
      args: [input],
      typedSearchAttributes: [
        { key: searchAttributes.owner, value: input.owner },
        { key: searchAttributes.target, value: input.target },
      ],
    });
    const build = new Build(handle);
    this.builds.push(build);
    return build;
  }
}

/** One build under test. */
export class Build {
  readonly handle: WorkflowHandle;
  constructor(handle: WorkflowHandle) {
    this.handle = handle;
  }

  state(): Promise<BuildState> {
    return this.handle.query(stateQuery);
  }

  /** Waits until the build asks this, with a number above `after`. */
  async asks(kind: AskKind, after = 0): Promise<BuildState> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const state = await this.state();
      if (state.ask?.kind === kind && state.ask.number > after) return state;
      if (Date.now() > deadline)
        throw new Error(
          `the build never asked ${kind}; it is at ${state.phase}, ${state.status}, ${JSON.stringify(state.ask)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Answers what the build asked in `seen`. */
  async decide(seen: BuildState, said: Said): Promise<void> {
    const ask = seen.ask?.number ?? 0;
    const { runId } = await this.handle.describe();
    const decision = { ask, revision: seen.revision, by: 'local', via: 'api', ...said } as Decision;
    await this.handle.executeUpdate(decideUpdate, {
      args: [decision],
      updateId: decisionId(runId, { ask, kind: said.kind }),
    });
  }

  async rewind(seen: BuildState, to: RewindTarget): Promise<void> {
    const message = { ask: seen.ask?.number ?? 1, revision: seen.revision, by: 'local', via: 'api' as const, to };
    await this.handle.executeUpdate(rewindToUpdate, { args: [message] });
  }

  async cancel(): Promise<void> {
    await this.handle.executeUpdate(cancelUpdate, { args: [{ by: 'local', via: 'api' }] });
  }

  /** Goes the straight way to the question named. */
  async reach(kind: 'review-files' | 'provision' | 'live'): Promise<BuildState> {
    await this.decide(await this.asks('review-scenario'), { kind: 'approve-scenario' });
    const files = await this.asks('review-files');
    if (kind === 'review-files') return files;
    await this.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    const provision = await this.asks('provision');
    if (kind === 'provision') return provision;
    await this.decide(provision, { kind: 'provision' });
    return this.asks('live');
  }
}

/** The text with which an Update was refused. */
export async function refusalOf(update: Promise<unknown>): Promise<string> {
  try {
    await update;
    return 'taken';
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  }
}
