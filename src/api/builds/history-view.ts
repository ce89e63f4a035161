import { buildFrom } from '../../domain/build/build-from.ts';
import { jobs } from '../../domain/build/job.ts';
import { type Phase, phaseOf, phases, type StepName } from '../../domain/build/phase.ts';
import { pieceSteps } from '../../domain/build/piece-choice.ts';
import type { BuildState, BuildStatus } from '../../domain/build/state.ts';
import type { StepState } from '../../domain/build/step.ts';
import {
  type ActivityName,
  stepIn,
  stepOfActivity,
  stepOfJob,
  stepOfResumed,
} from '../../domain/build/step-sources.ts';
import type { proto } from './history-events.ts';

/** Reads payloads of the history, encrypted or not. */
export type ReadPayloads = (payloads: proto.Payloads) => Promise<unknown[]>;

/** What runs now, by the id that Temporal gives it. */
export interface PendingStep {
  readonly step: StepName;
  readonly subject?: string;
}

/** A build as its history tells it, event by event: enough to show phase and steps while no worker answers. */
export class HistoryView {
  state: BuildState | undefined;
  /** Where the build went on as a new run. */
  continuedAs: string | undefined;
  /** By activity id. */
  readonly activities = new Map<string, PendingStep>();
  /** By workflow id of the child. */
  readonly children = new Map<string, PendingStep>();
  private readonly byEvent = new Map<string, { step: StepState; key: string; of: Map<string, PendingStep> }>();
  private readonly read: ReadPayloads;

  constructor(read: ReadPayloads) {
    this.read = read;
  }

  async apply(event: proto.Event): Promise<void> {
    const at = instant(event.eventTime);
    const started = event.workflowExecutionStartedEventAttributes;
    if (started) await this.begin(started, at);
    const { state } = this;
    if (!state) return;
    const upserted = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields;
    if (upserted) this.publish(state, upserted);
    const activity = event.activityTaskScheduledEventAttributes;
    if (activity) {
      const what = await this.stepOfActivity(activity.activityType?.name ?? '', activity.input);
      if (what) this.open(event.eventId, what, activity.activityId ?? '', this.activities, at);
    }
    const child = event.startChildWorkflowExecutionInitiatedEventAttributes;
    if (child) {
      const what = await this.stepOfJob(child.input);
      if (what) this.open(event.eventId, what, child.workflowId ?? '', this.children, at);
    }
    this.settle(event, at);
    this.end(event, state);
  }

  private async begin(started: proto.Started, at: string): Promise<void> {
    const [input] = started.input ? await this.read(started.input) : [];
    if (typeof input !== 'object' || input === null || !('schema' in input)) return;
    this.state = buildFrom(input, at);
    // What is asked now is not in the history.
    delete this.state.ask;
  }

  private publish(state: BuildState, fields: Record<string, proto.Payload>): void {
    const phase = word(fields.DemoPhase);
    const status = word(fields.DemoStatus);
    if (isPhase(phase)) state.phase = phase;
    if (isStatus(status)) state.status = status;
  }

  private open(
    event: proto.Event['eventId'],
    what: PendingStep,
    key: string,
    of: Map<string, PendingStep>,
    startedAt: string,
  ): void {
    const { state } = this;
    if (!state) return;
    const step: StepState = {
      id: ++state.stepIds,
      name: what.step,
      phase: phaseOf(what.step),
      ...(what.subject === undefined ? {} : { subject: what.subject }),
      revision: state.revision,
      status: 'running',
      ahead: false,
      startedAt,
    };
    state.steps.push(step);
    of.set(key, what);
    this.byEvent.set(String(event), { step, key, of });
  }

  private settle(event: proto.Event, at: string): void {
    const done = event.activityTaskCompletedEventAttributes?.scheduledEventId;
    const childDone = event.childWorkflowExecutionCompletedEventAttributes?.initiatedEventId;
    const failed =
      event.activityTaskFailedEventAttributes?.scheduledEventId ??
      event.activityTaskTimedOutEventAttributes?.scheduledEventId ??
      event.childWorkflowExecutionFailedEventAttributes?.initiatedEventId;
    const cancelled =
      event.activityTaskCanceledEventAttributes?.scheduledEventId ??
      event.childWorkflowExecutionCanceledEventAttributes?.initiatedEventId;
    const id = done ?? childDone ?? failed ?? cancelled;
    const open = id == null ? undefined : this.byEvent.get(String(id));
    if (!open) return;
    open.step.status = (done ?? childDone) ? 'done' : failed ? 'failed' : 'cancelled';
    open.step.endedAt = at;
    open.of.delete(open.key);
  }

  private end(event: proto.Event, state: BuildState): void {
    this.continuedAs = event.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? this.continuedAs;
    const ended =
      event.workflowExecutionCompletedEventAttributes ??
      event.workflowExecutionFailedEventAttributes ??
      event.workflowExecutionTerminatedEventAttributes ??
      event.workflowExecutionCanceledEventAttributes ??
      event.workflowExecutionTimedOutEventAttributes;
    if (ended) state.status = 'closed';
  }

  private async stepOfActivity(
    name: string,
    input: proto.Payloads | null | undefined,
  ): Promise<PendingStep | undefined> {
    if (!this.state || !isActivity(name)) return undefined;
    const source = stepOfActivity[name];
    if (source === null) return undefined;
    if (source === 'job-named-by-input') return this.stepOfJob(input);
    const named = source === 'named-by-input' || source === 'run-ci';
    const piece = named ? asRecord(input ? (await this.read(input))[0] : undefined) : undefined;
    // Changes are built side by side: each by its pull request.
    if (source === 'run-ci') return { step: source, ...subjectOf({ subject: asRecord(piece?.pullRequest)?.change }) };
    if (source !== 'named-by-input') return { step: stepIn(source, this.state.phase) };
    const step = pieceSteps.find((candidate) => candidate === piece?.step);
    return step && { step, ...subjectOf(piece) };
  }

  private async stepOfJob(input: proto.Payloads | null | undefined): Promise<PendingStep | undefined> {
    const job = asRecord(input ? (await this.read(input))[0] : undefined);
    const name = jobs.find((candidate) => candidate === job?.job);
    if (!this.state || !name) return undefined;
    const step = job?.resumes === true ? stepOfResumed : stepIn(stepOfJob[name], this.state.phase);
    return { step, ...subjectOf(job) };
  }
}

function isActivity(name: string): name is ActivityName {
  return Object.hasOwn(stepOfActivity, name);
}

function subjectOf(value: Record<string, unknown> | undefined): { subject?: string } {
  return typeof value?.subject === 'string' ? { subject: value.subject } : {};
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** Search attributes stand in the history as plain JSON. */
function word(payload: proto.Payload | null | undefined): unknown {
  try {
    return payload?.data ? JSON.parse(Buffer.from(payload.data).toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}

function isPhase(value: unknown): value is Phase {
  return phases.some((phase) => phase === value);
}

function isStatus(value: unknown): value is BuildStatus {
  return value === 'working' || value === 'waiting' || value === 'needs-attention' || value === 'closed';
}

function instant(time: proto.Event['eventTime']): string {
  const millis = Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1e6;
  return new Date(millis).toISOString();
}
