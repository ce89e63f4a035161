import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Activities, DbtActivities, PlannedPiece, RecordActivities } from '../../src/activities/contract.ts';
import type { LeftoverActivities } from '../../src/activities/leftovers/contract.ts';
import type { LeftoverThing } from '../../src/domain/build/leftovers.ts';
import type { ProviderChoice } from '../../src/domain/build/provider-choice.ts';
import type { BuildState, RunState } from '../../src/domain/build/state.ts';

/** Digests that are easy to read in a failing test. */
export const digest = (seed: string): string => Buffer.from(seed.padEnd(32, '.')).toString('hex').slice(0, 64);

type AllActivities = Activities & DbtActivities & LeftoverActivities & RecordActivities;

/** Steps that succeed at once and remember what they were asked. Stand-ins for tests of the workflow alone. */
export class StubActivities {
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  readonly recorded: BuildState[] = [];
  /** Names of steps that fail, with how often they still do. */
  readonly failing = new Map<string, number>();
  /** The code of their failure. */
  failureCode = 'test-failure';
  /** Handles of keys that are gone: steps that are told to use one fail. */
  readonly deadKeys = new Set<string>();
  /** Whether the records can be written. */
  recordsThere = true;
  /** Drafts that do not hold together, which come before a sound one. */
  unsoundDrafts: string[] = [];
  /** Whether rehearsals pass. */
  green = true;
  /** Pieces that were made: found again by their key. */
  readonly pieces = new Map<string, string>();
  /** Waits before a step goes on, so that a test can act while it is in flight. */
  readonly gates = new Map<string, Promise<void>>();

  /** What stands of builds that have ended. */
  readonly leftovers = new Map<string, readonly LeftoverThing[]>();

  /** As new, for the next test. */
  reset(): void {
    this.calls.length = 0;
    this.recorded.length = 0;
    this.failing.clear();
    this.deadKeys.clear();
    this.failureCode = 'test-failure';
    this.pieces.clear();
    this.gates.clear();
    this.unsoundDrafts = [];
    this.green = true;
    this.recordsThere = true;
  }

  /** Holds a step until the function that is given is called; a cancelled one is let go at once. */
  hold(name: string): () => void {
    let release = () => {};
    this.gates.set(
      name,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    return release;
  }

  names(): string[] {
    return this.calls.map((call) => call.name);
  }

  count(name: string): number {
    return this.calls.filter((call) => call.name === name).length;
  }

  /** Steps in flight. */
  running = 0;

  private async enter(name: string, input: unknown): Promise<void> {
    this.running += 1;
    try {
      await this.go(name, input);
    } finally {
      this.running -= 1;
    }
  }

  private async go(name: string, input: unknown): Promise<void> {
    this.calls.push({ name, input });
    const gate = this.gates.get(name);
    if (gate) {
      const { heartbeat, cancelled } = Context.current();
      const beat = setInterval(() => heartbeat(), 100);
      try {
        await Promise.race([gate, cancelled]);
      } finally {
        clearInterval(beat);
      }
    }
    const chosen = (input as { readonly provider?: ProviderChoice } | undefined)?.provider;
    if (chosen?.key !== undefined && this.deadKeys.has(chosen.key)) {
      throw ApplicationFailure.nonRetryable('The key is gone.', 'ai-key-lost', 'Enter it again.');
    }
    const left = this.failing.get(name) ?? 0;
    if (left > 0) {
      this.failing.set(name, left - 1);
      throw ApplicationFailure.nonRetryable(`${name} does not work.`, this.failureCode, 'Mend it.');
    }
  }

  activities(): AllActivities {
    const outline = { title: 'Orders', incidents: ['double-orders'], changes: ['fan-out'] };
    return {
      checkBrief: (input) => this.enter('checkBrief', input),
      draftScenario: async (input) => {
        await this.enter('draftScenario', input);
        const draft = this.unsoundDrafts.shift();
        const prompts = [{ name: 'design-models', digest: digest('prompt') }];
        if (draft !== undefined) return { draft, prompts, reused: false };
        return { scenario: digest(`scenario-${input.take}`), outline, prompts, reused: false };
      },
      outlineScenario: async (input) => {
        await this.enter('outlineScenario', input);
        return outline;
      },
      planPieces: async (input) => {
        await this.enter('planPieces', input);
        return plan(input.scenario).map((piece) => {
          const made = this.pieces.get(piece.key);
          return made === undefined ? piece : { ...piece, piece: made };
        });
      },
      generatePiece: async (input) => {
        await this.enter('generatePiece', input);
        this.pieces.set(input.key, digest(input.key));
        return { piece: digest(input.key), reused: false };
      },
      renderProject: async (input) => {
        await this.enter('renderProject', input);
        return {
          project: digest(`p${input.scenario.slice(0, 24)}${input.overlays?.slice(0, 6) ?? ''}${input.asOf}`),
          reused: false,
        };
      },
      publishRepository: async (input) => {
        await this.enter('publishRepository', input);
        return {
          name: input.name,
          cloneUrl: `file:///${input.name}`,
          commit: 'c'.repeat(40),
          project: input.project,
          branches: ['main'],
        };
      },
      createEnvironments: async (input) => {
        await this.enter('createEnvironments', input);
        return { schema: 'acme_b1' };
      },
      createSchedule: async (input) => {
        await this.enter('createSchedule', input);
        return { schedule: `production-${input.buildId}` };
      },
      deleteSchedule: (input) => this.enter('deleteSchedule', input),
      removeEnvironments: (input) => this.enter('removeEnvironments', input),
      retireRepository: (input) => this.enter('retireRepository', input),
      releaseArtifacts: (input) => this.enter('releaseArtifacts', input),
      rehearse: async (input) => {
        await this.enter('rehearse', input);
        const rehearsal = {
          ...input,
          report: digest('report'),
          passed: this.green,
          checks: 9,
          failed: this.green ? 0 : 1,
          seconds: 1,
          dbtVersion: '1.12.6',
        };
        return { rehearsal, reused: false };
      },
      prepareRun: async (input) => {
        await this.enter('prepareRun', input);
        return { commands: 2 };
      },
      runDbtCommand: async (input) => {
        await this.enter('runDbtCommand', input);
        return { succeeded: true };
      },
      finishRun: async (input) => {
        await this.enter('finishRun', input);
        const run: RunState = {
          id: input.runId,
          job: input.job,
          ...(input.subject === undefined ? {} : { subject: input.subject }),
          status: 'green',
          asPromised: true,
          seconds: 1,
          endedAt: new Date(0).toISOString(),
          results: digest('results'),
        };
        return { kind: 'ran', run };
      },
      forgetKeys: (input) => this.enter('forgetKeys', input),
      findLeftovers: async (input) => {
        await this.enter('findLeftovers', input);
        return { things: this.leftovers.get(input.buildId) ?? [] };
      },
      recordBuild: async (state) => {
        if (!this.recordsThere) throw new Error('the records are away');
        this.recorded.push(state);
      },
    };
  }
}

function plan(scenario: string): PlannedPiece[] {
  const piece = (step: PlannedPiece['step'], subject: string, key = subject): PlannedPiece => ({
    step,
    subject,
    key,
    follows: [],
  });
  return [
    piece('generate-rows', 'shop.orders'),
    piece('generate-sql', 'int_orders'),
    piece('generate-sql', 'fct_orders', `fct_orders-${scenario.slice(-8)}${scenario.slice(0, 30)}`),
    piece('generate-change', 'fan-out'),
  ];
}
