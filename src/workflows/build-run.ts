import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  log,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Ask, AskKind } from '../domain/build/ask.ts';
import type { Decision, Rewind } from '../domain/build/decision.ts';
import { describeBuild } from '../domain/build/describe.ts';
import { type Phase, phaseOf, type StepName } from '../domain/build/phase.ts';
import type { RehearsalSummary } from '../domain/build/rehearsal-summary.ts';
import type { BuildState, Revision } from '../domain/build/state.ts';
import { currentRevision } from '../domain/build/state.ts';
import type { StepState } from '../domain/build/step.ts';
import { records } from './activity-proxies.ts';
import { explainFailure, isStepFailure } from './explain-failure.ts';
import { searchAttributes } from './messages.ts';

/** Steps kept in the state; older ones stay in Temporal's history. */
const keptSteps = 250;

/** Thrown out of a wait when a person takes the build back to an earlier step. */
export class Rewound extends Error {
  readonly rewind: Rewind;
  constructor(rewind: Rewind) {
    super(`rewound to ${rewind.to}`);
    this.rewind = rewind;
  }
}

/** Work ahead of a decision failed: information, until the revision it was for is approved. */
export class AheadFailed extends Error {}

interface StepOptions {
  readonly subject?: string;
  readonly ahead?: boolean;
}

/** The build's state and the three verbs of its life: do a step, ask a person, publish what changed. */
export class BuildRun {
  readonly state: BuildState;
  /** While set, the build may continue as a new run when it next waits. */
  settled: () => boolean = () => true;
  private answer: Decision | undefined;
  private rewinding: Rewind | undefined;
  private published = '';
  /** The question that stood open when the run continued as a new one keeps its number. */
  private restored: boolean;

  constructor(state: BuildState) {
    this.state = state;
    this.restored = state.ask !== undefined;
  }

  get revision(): Revision {
    const revision = currentRevision(this.state);
    if (!revision) throw new Error('the build has no revision yet');
    return revision;
  }

  /** Makes a new revision the current one. */
  revise(revision: Omit<Revision, 'number' | 'at'>): void {
    this.state.revision += 1;
    this.state.revisions.push({ ...revision, number: this.state.revision, at: now() });
  }

  /** Takes a decision that was found valid; the wait that asked goes on with it. */
  take(decision: Decision): void {
    this.answer = decision;
    delete this.state.ask;
  }

  /** Leaves the current wait for an earlier step. */
  rewind(rewind: Rewind): void {
    this.rewinding = rewind;
    delete this.state.ask;
  }

  /** Puts the build where a rewind takes it: a revision of its own, to be rendered and rehearsed anew. */
  rewound(rewind: Rewind): void {
    if (this.state.revision === 0) return;
    const { scenario, asOf, overlays } = this.revision;
    this.revise({ scenario, asOf, ...(overlays === undefined ? {} : { overlays }), why: 'rewound', by: rewind.by });
  }

  /** Runs a step until it succeeds; a failed one makes the build stand still and ask. */
  async step<T>(name: StepName, options: StepOptions, work: () => Promise<T>): Promise<T> {
    const result = await this.attempt(name, options, work);
    if (result.kind === 'skipped') throw new Error(`the step ${name} cannot be skipped`);
    return result.value;
  }

  /** The same for a step that the demo can do without; `undefined` when it was skipped. */
  async skippableStep<T>(name: StepName, options: StepOptions, work: () => Promise<T>): Promise<T | undefined> {
    const result = await this.attempt(name, options, work);
    return result.kind === 'done' ? result.value : undefined;
  }

  private async attempt<T>(
    name: StepName,
    options: StepOptions,
    work: () => Promise<T>,
  ): Promise<{ kind: 'done'; value: T } | { kind: 'skipped' }> {
    for (;;) {
      const step = this.begin(name, options);
      try {
        const value = await work();
        finish(step, 'done');
        if (isReused(value)) step.reused = true;
        if (isRehearsed(value)) step.rehearsal = value.rehearsal;
        return { kind: 'done', value };
      } catch (error) {
        if (isCancellation(error)) {
          finish(step, 'cancelled');
          throw error;
        }
        if (!isStepFailure(error)) throw error;
        finish(step, 'failed');
        step.failure = explainFailure(error);
        if (options.ahead) throw new AheadFailed(step.failure.sentence);
        const decision = await this.ask('step-failed', { step });
        if (decision?.kind === 'skip') {
          step.status = 'skipped';
          return { kind: 'skipped' };
        }
      }
    }
  }

  /**
   * Asks a person and waits, for as long as it takes. Gives `undefined` when `until` (an ISO instant) has come.
   * @throws Rewound when the person takes the build back instead.
   */
  async ask(
    kind: AskKind,
    { step, until }: { step?: StepState; until?: () => string | undefined } = {},
  ): Promise<Decision | undefined> {
    const ask = await this.openAsk(kind, step);
    this.state.status = kind === 'step-failed' ? 'needs-attention' : 'waiting';
    await this.publish();
    const answered = () => this.answer?.ask === ask.number || this.rewinding !== undefined;
    while (!answered()) {
      const deadline = until?.();
      if (deadline !== undefined && Date.parse(deadline) <= Date.now()) {
        delete this.state.ask;
        return undefined;
      }
      if (kind !== 'step-failed') await this.continueIfLong();
      const woken = () => answered() || deadline !== until?.() || (kind !== 'step-failed' && this.isLong());
      await (deadline === undefined
        ? condition(woken)
        : condition(woken, Math.max(Date.parse(deadline) - Date.now(), 1)));
    }
    this.state.status = 'working';
    if (this.rewinding) {
      const rewind = this.rewinding;
      this.rewinding = undefined;
      throw new Rewound(rewind);
    }
    const decision = this.answer;
    this.answer = undefined;
    return decision;
  }

  /** Enters a phase. */
  async enter(phase: Phase): Promise<void> {
    this.state.phase = phase;
    this.state.status = 'working';
    await this.publish();
  }

  /** Writes what changed where others read it: search attributes, Temporal Web, the records. */
  async publish(): Promise<void> {
    const { phase, status, revision, ask, outcome } = this.state;
    setCurrentDetails(describeBuild(this.state));
    const seen = JSON.stringify([
      phase,
      status,
      revision,
      ask?.number,
      outcome,
      this.state.expiresAt,
      this.state.landed,
    ]);
    if (seen === this.published) return;
    this.published = seen;
    upsertSearchAttributes([
      { key: searchAttributes.phase, value: phase },
      { key: searchAttributes.status, value: status },
    ]);
    try {
      await CancellationScope.nonCancellable(() => records.recordBuild(this.state));
    } catch (error) {
      // Records are written again at the next change and are never the source of truth: a build does not stop for them.
      log.warn('the build could not be recorded', { error });
    }
  }

  private begin(name: StepName, options: StepOptions): StepState {
    const step: StepState = {
      id: ++this.state.stepIds,
      name,
      phase: phaseOf(name),
      ...(options.subject === undefined ? {} : { subject: options.subject }),
      revision: this.state.revision,
      status: 'running',
      ahead: options.ahead ?? false,
      startedAt: now(),
    };
    this.state.steps.push(step);
    if (this.state.steps.length > keptSteps) this.state.steps.splice(0, this.state.steps.length - keptSteps);
    if (!options.ahead) this.state.status = 'working';
    setCurrentDetails(describeBuild(this.state));
    return step;
  }

  private async openAsk(kind: AskKind, step: StepState | undefined): Promise<Ask> {
    const restored = this.restored;
    this.restored = false;
    if (restored && this.state.ask?.kind === kind) return this.state.ask;
    // A decision may have come in before the restored question was reached again.
    if (restored && (this.answer || this.rewinding)) return { number: this.state.asks, kind, since: now() };
    if (restored) delete this.state.ask;
    while (this.state.ask) await condition(() => this.state.ask === undefined);
    const about =
      step === undefined
        ? {}
        : { step: { id: step.id, name: step.name, ...(step.subject === undefined ? {} : { subject: step.subject }) } };
    this.state.ask = { number: ++this.state.asks, kind, since: now(), ...about };
    return this.state.ask;
  }

  private isLong(): boolean {
    return workflowInfo().continueAsNewSuggested && this.settled() && this.answer === undefined;
  }

  private async continueIfLong(): Promise<void> {
    if (!this.isLong()) return;
    await condition(allHandlersFinished);
    if (this.answer === undefined && this.rewinding === undefined) await continueAsNew(this.state);
  }
}

/** The workflow's own clock: the same on every replay. */
export function now(): string {
  return new Date().toISOString();
}

function finish(step: StepState, status: 'done' | 'failed' | 'cancelled'): void {
  step.status = status;
  step.endedAt = now();
}

function isReused(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'reused' in value && value.reused === true;
}

function isRehearsed(value: unknown): value is { readonly rehearsal: RehearsalSummary } {
  return typeof value === 'object' && value !== null && 'rehearsal' in value;
}
