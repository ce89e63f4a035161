import type { Brief } from '../domain/brief/brief.ts';
import type { Ask } from '../domain/build/ask.ts';
import { stepTitles } from '../domain/build/phase.ts';
import { isRedProof, proofInWords } from '../domain/build/proof-summary.ts';
import type { BuildState } from '../domain/build/state.ts';
import type { StepState } from '../domain/build/step.ts';
import type { FoundryClient, ProviderWish } from './foundry-client.ts';
import type { ProgressDisplay } from './progress-display.ts';

/** A build that stopped before it was live. */
export class BuildStopped extends Error {
  readonly state: BuildState;
  /** Address of the build's page. */
  readonly page: string;
  constructor(state: BuildState, page: string, sentence: string) {
    super(sentence);
    this.state = state;
    this.page = page;
  }
}

export interface DemoRun {
  readonly id: string;
  readonly state: BuildState;
  /** Seconds that passed in each phase, waiting for answers included. */
  readonly secondsByPhase: Readonly<Record<string, number>>;
}

const pollMs = 200;

/** Takes a brief the whole way to a live demo, approving by itself what a person would review. */
export async function runDemo(
  client: FoundryClient,
  brief: Brief,
  timeZone: string,
  display: ProgressDisplay,
  wish: ProviderWish = {},
): Promise<DemoRun> {
  const { id } = await client.startBuild(brief, timeZone, wish);
  const page = client.pageUrl(id);
  display.started(page);
  const clock = new PhaseClock();
  let answered = 0;
  for (;;) {
    const state = await client.build(id);
    if (state) {
      clock.see(state.phase);
      display.show(state);
      if (state.status === 'closed')
        throw new BuildStopped(state, page, `The build was ${state.outcome?.replace('-', ' ') ?? 'closed'} elsewhere.`);
      if (state.ask && state.ask.number > answered) {
        if (state.ask.kind === 'live') return { id, state, secondsByPhase: clock.stop() };
        await client.decide(id, answer(state, state.ask, page));
        answered = state.ask.number;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** What the command line answers to a question; a failed step or a red rehearsal ends the run. */
function answer(state: BuildState, ask: Ask, page: string): Parameters<FoundryClient['decide']>[1] {
  const base = { ask: ask.number, revision: state.revision };
  switch (ask.kind) {
    case 'review-scenario':
      return { ...base, kind: 'approve-scenario' };
    case 'review-files':
      if (!state.rehearsal?.passed) throw new BuildStopped(state, page, redRehearsal(state));
      if (state.proof && isRedProof(state.proof)) {
        throw new BuildStopped(state, page, `The project is ${proofInWords(state.proof)}.`);
      }
      return { ...base, kind: 'approve-files' };
    case 'provision':
    case 'live-unprovisioned':
      return { ...base, kind: 'provision' };
    case 'mend-draft':
      throw new BuildStopped(state, page, 'The draft of the scenario does not hold together: a person has to mend it.');
    default: {
      const failed = state.steps.find((step) => step.id === ask.step?.id);
      throw new BuildStopped(state, page, failed ? failedStep(failed) : 'The build asks for a decision.');
    }
  }
}

function redRehearsal({ rehearsal }: BuildState): string {
  const how = rehearsal ? `: ${rehearsal.failed} of ${rehearsal.checks} checks failed` : '';
  return `The step “${stepTitles.rehearse}” found the project red${how}.`;
}

function failedStep({ name, subject, failure }: StepState): string {
  const about = subject === undefined ? '' : ` (${subject})`;
  const why = failure ? `: ${failure.sentence} ${failure.mend}` : '.';
  return `The step “${stepTitles[name]}”${about} failed${why}`;
}

class PhaseClock {
  private readonly seconds: Record<string, number> = {};
  private phase: string | undefined;
  private since = performance.now();

  see(phase: string): void {
    const now = performance.now();
    if (this.phase !== undefined)
      this.seconds[this.phase] = (this.seconds[this.phase] ?? 0) + (now - this.since) / 1000;
    this.phase = phase;
    this.since = now;
  }

  stop(): Record<string, number> {
    if (this.phase !== undefined) this.see(this.phase);
    return Object.fromEntries(
      Object.entries(this.seconds).map(([phase, value]) => [phase, Math.round(value * 100) / 100]),
    );
  }
}
