import { isCancellation } from '@temporalio/workflow';
import type { AccountAccess } from '../domain/accounts/account-access.ts';
import { waitsForAccounts } from '../domain/accounts/account-failures.ts';
import { mergedAccess } from '../domain/accounts/merged-access.ts';
import type { AskKind } from '../domain/build/ask.ts';
import { carriedOver } from '../domain/build/carried-over.ts';
import type { Decision, Rewind } from '../domain/build/decision.ts';
import { type Phase, phaseOf, type StepName } from '../domain/build/phase.ts';
import type { ProofSummary } from '../domain/build/proof-summary.ts';
import { waitsForKey } from '../domain/build/provider-choice.ts';
import { noteBegun } from '../domain/build/standing.ts';
import { type BuildState, currentRevision, type Revision } from '../domain/build/state.ts';
import type { StepState } from '../domain/build/step.ts';
import { type UsedPrompt, withUsedPrompts } from '../domain/build/used-prompt.ts';
import { BuildPublisher } from './build-publisher.ts';
import { now } from './clock.ts';
import { explainFailure, isStepFailure } from './explain-failure.ts';
import { type About, Questions } from './questions.ts';

/** Steps kept in the state; older ones stay in Temporal's history. */
const keptSteps = 250;

/** Work ahead of a decision failed: information, until the revision it was for is approved. */
export class AheadFailed extends Error {}

/** A person had what was made so far removed, to go on from the files. */
export class RolledBack extends Error {}

interface StepOptions {
  readonly subject?: string;
  readonly ahead?: boolean;
}

/** The build's state and the three verbs of its life: do a step, ask a person, publish what changed. */
export class BuildRun {
  readonly state: BuildState;
  readonly questions: Questions;
  private readonly publisher: BuildPublisher;
  /** How often the question for a key was answered. */
  private keysAnswered = 0;

  constructor(state: BuildState) {
    this.state = state;
    this.publisher = new BuildPublisher(state);
    this.questions = new Questions(state, () => this.publish());
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

  /** Puts the build where a rewind takes it: a revision of its own, to be rendered and rehearsed anew. */
  rewound(rewind: Rewind): void {
    if (this.state.revision === 0) return;
    const { scenario } = this.revision;
    this.revise({ scenario, ...carriedOver(this.revision), why: 'rewound', by: rewind.by });
    this.livesAnew();
  }

  /** A demo that comes to be live once more does not end by the days of its life before. */
  livesAnew(): void {
    delete this.state.expiresAt;
    delete this.state.pausedForCall;
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

  /** Asks a person: see `Questions.ask`. */
  ask(kind: AskKind, about: About = {}): Promise<Decision | undefined> {
    return this.questions.ask(kind, about);
  }

  /** Enters a phase. */
  async enter(phase: Phase): Promise<void> {
    this.state.phase = phase;
    await this.publish();
  }

  /** Writes what changed where others read it. */
  publish(): Promise<void> {
    return this.publisher.publish();
  }

  /** Closes the build. */
  async close(): Promise<void> {
    this.state.status = 'closed';
    await this.publisher.publishEnd();
  }

  private async attempt<T>(
    name: StepName,
    options: StepOptions,
    work: () => Promise<T>,
  ): Promise<{ kind: 'done'; value: T } | { kind: 'skipped' }> {
    for (;;) {
      const step = this.begin(name, options);
      const keys = this.keysAnswered;
      try {
        // Where a decision was taken meanwhile, lists say so while the step runs.
        if (!step.ahead) await this.publish();
        const value = await work();
        finish(step, 'done');
        if (isReused(value)) step.reused = true;
        if (listed.has(name)) note(step, value);
        if (isPrompted(value)) this.state.prompts = withUsedPrompts(this.state.prompts ?? [], value.prompts);
        return { kind: 'done', value };
      } catch (error) {
        if (isCancellation(error)) {
          finish(step, 'cancelled');
          throw error;
        }
        if (!isStepFailure(error)) {
          // A person turned the build another way, in a step that this one needed.
          finish(step, 'cancelled');
          throw error;
        }
        finish(step, 'failed');
        step.failure = explainFailure(error);
        if (options.ahead) throw new AheadFailed(step.failure.sentence);
        const decision = await this.askAbout(step, step.failure.code, keys);
        if (decision?.kind === 'enter-accounts') this.enterAccounts(decision.access);
        if (decision?.kind === 'roll-back') throw new RolledBack();
        if (decision?.kind === 'skip') {
          step.status = 'skipped';
          return { kind: 'skipped' };
        }
      }
    }
  }

  /** Takes over what a person entered for the accounts; what they left out stays as it is. */
  enterAccounts(access: AccountAccess): void {
    const { state } = this;
    state.access = mergedAccess(state.access, access);
    if (Object.keys(access.secrets).length > 0) state.secretVersion = (state.secretVersion ?? 1) + 1;
    if (state.infrastructure) state.infrastructureStale = true;
  }

  private askAbout(step: StepState, code: string, keys: number): Promise<Decision | undefined> {
    if (waitsForKey(code)) return this.askForKey(step, keys);
    return this.ask(waitsForAccounts(code) ? 'accounts' : 'step-failed', { step });
  }

  /** Asks once for all steps that failed for want of the same key; each of them then runs again. */
  private async askForKey(step: StepState, seen: number): Promise<Decision | undefined> {
    const decision = await this.ask('credentials', { step, moot: () => this.keysAnswered > seen });
    if (decision === undefined) return undefined;
    this.keysAnswered += 1;
    const { provider } = this.state;
    if (decision.kind === 'enter-key' && provider) this.state.provider = { ...provider, key: decision.key };
    return decision;
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
    noteBegun(this.state, name);
    if (this.state.steps.length > keptSteps) this.state.steps.splice(0, this.state.steps.length - keptSteps);
    this.publisher.describe();
    return step;
  }
}

function finish(step: StepState, status: 'done' | 'failed' | 'cancelled'): void {
  step.status = status;
  step.endedAt = now();
}

function isReused(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'reused' in value && value.reused === true;
}

function isPrompted(value: unknown): value is { readonly prompts: readonly UsedPrompt[] } {
  return typeof value === 'object' && value !== null && 'prompts' in value && Array.isArray(value.prompts);
}

/** Steps whose result is listed with them. */
const listed: ReadonlySet<StepName> = new Set(['rehearse', 'prove-warehouse', 'repair']);

/** What some steps come to is listed with them: a red result is no failure of the step. */
function note(step: StepState, value: unknown): void {
  // Each of these steps gives its result in this very shape.
  const { rehearsal, proof, repairs } = value as Pick<StepState, 'rehearsal' | 'repairs'> & {
    readonly proof?: ProofSummary | null;
  };
  if (step.name === 'rehearse' && rehearsal) step.rehearsal = rehearsal;
  if (step.name === 'prove-warehouse' && proof) step.proof = proof;
  if (step.name === 'repair' && repairs) step.repairs = repairs;
}
