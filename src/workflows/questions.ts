import {
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import { type Ask, type AskKind, isStandstill } from '../domain/build/ask.ts';
import type { Decision, Rewind } from '../domain/build/decision.ts';
import { type BuildState, statusWhile } from '../domain/build/state.ts';
import type { StepState } from '../domain/build/step.ts';
import { now } from './clock.ts';

/** Thrown out of a wait when a person takes the build back to an earlier step. */
export class Rewound extends Error {
  readonly rewind: Rewind;
  constructor(rewind: Rewind) {
    super(`rewound to ${rewind.to}`);
    this.rewind = rewind;
  }
}

/** What a question is about, and how long it waits. */
export interface About {
  /** The step that stands still. */
  readonly step?: StepState;
  /** An ISO instant at which the question lapses; read anew whenever something changes. */
  readonly until?: () => string | undefined;
  /** Whether the answer to another question, given while this one waited for its turn, has answered it as well. */
  readonly moot?: () => boolean;
}

/** What came in for the question of this number. */
type Answer = { readonly ask: number } & (
  | { readonly kind: 'decision'; readonly decision: Decision }
  | { readonly kind: 'rewind'; readonly rewind: Rewind }
);

/** The questions of a build. One stands open at a time; who asks meanwhile waits for a turn. */
export class Questions {
  /** While it holds, the build may continue as a new run when it next waits. */
  settled: () => boolean = () => true;
  private readonly state: BuildState;
  private readonly changed: () => Promise<void>;
  private answer: Answer | undefined;
  /**
   * Whether the history was long when a message last came in. Asked then alone: at other moments, such as a query's, a replay
   * may see another length.
   */
  private long = false;
  /** The question that stood open when the run continued as a new one: asked again, it keeps its number. */
  private restored: Ask | undefined;

  /** @param changed called when a question stands open, so that others see it */
  constructor(state: BuildState, changed: () => Promise<void>) {
    this.state = state;
    this.changed = changed;
    this.restored = state.ask;
  }

  /** Takes a decision that was found valid; the wait that asked goes on with it. */
  take(decision: Decision): void {
    this.measure();
    this.answer = { kind: 'decision', ask: decision.ask, decision };
    this.show(undefined);
  }

  /** Leaves the current wait for an earlier step. */
  rewind(rewind: Rewind): void {
    this.measure();
    this.answer = { kind: 'rewind', ask: rewind.ask, rewind };
    this.show(undefined);
  }

  /**
   * Asks a person and waits, for as long as it takes. Gives `undefined` when the question lapses or was moot.
   * @throws Rewound when the person takes the build back instead.
   */
  async ask(
    kind: AskKind,
    { step, until = () => undefined, moot = () => false }: About = {},
  ): Promise<Decision | undefined> {
    const opened = await this.open(kind, step, moot);
    if (!opened) return undefined;
    const { number } = opened;
    try {
      await this.changed();
      return await this.answerTo(number, until, !isStandstill(kind));
    } finally {
      this.close(number);
    }
  }

  private async answerTo(
    number: number,
    until: () => string | undefined,
    mayContinue: boolean,
  ): Promise<Decision | undefined> {
    for (;;) {
      const { answer } = this;
      if (answer?.ask === number) {
        if (answer.kind === 'rewind') throw new Rewound(answer.rewind);
        return answer.decision;
      }
      const deadline = until();
      const left = deadline === undefined ? undefined : Date.parse(deadline) - Date.now();
      if (left !== undefined && left <= 0) return undefined;
      if (mayContinue) await this.continueIfLong();
      const woken = () => this.answer?.ask === number || deadline !== until() || (mayContinue && this.isLong());
      await (left === undefined ? condition(woken) : condition(woken, left));
    }
  }

  /** Waits for a turn, also until the one before has gone on with its answer: a rewind may end this question unasked. */
  private async open(kind: AskKind, step: StepState | undefined, moot: () => boolean): Promise<Ask | undefined> {
    const { restored } = this;
    this.restored = undefined;
    // A decision may have come in before the restored question was reached again.
    if (restored?.kind === kind) return restored;
    if (restored) this.close(restored.number);
    const busy = () => this.state.ask !== undefined || this.answer !== undefined;
    // Of several that wait, the first to wake takes the turn.
    while (busy()) await condition(() => !busy());
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('nobody waits for the answer');
    if (moot()) return undefined;
    const ask = { number: ++this.state.asks, kind, since: now(), ...aboutStep(step) };
    this.show(ask);
    return ask;
  }

  /** Leaves nothing of a question behind, however it ended. */
  private close(number: number): void {
    if (this.answer?.ask === number) this.answer = undefined;
    if (this.state.ask?.number === number) this.show(undefined);
  }

  private show(ask: Ask | undefined): void {
    if (ask) this.state.ask = ask;
    else delete this.state.ask;
    this.state.status = statusWhile(ask);
  }

  /** Notes how long the history is; called where a message comes in. */
  measure(): void {
    this.long = workflowInfo().continueAsNewSuggested;
  }

  private isLong(): boolean {
    return this.long && this.settled() && this.answer === undefined;
  }

  private async continueIfLong(): Promise<void> {
    if (!this.isLong()) return;
    await condition(allHandlersFinished);
    if (this.answer === undefined) await continueAsNew(this.state);
  }
}

function aboutStep(step: StepState | undefined): Pick<Ask, 'step'> {
  if (step === undefined) return {};
  const { id, name, subject } = step;
  return { step: { id, name, ...(subject === undefined ? {} : { subject }) } };
}
