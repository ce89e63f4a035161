import { createHash } from 'node:crypto';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type {
  Activities,
  DbtActivities,
  PlannedPiece,
  PreparedCommand,
  RecordActivities,
} from '../../src/activities/contract.ts';
import type { DbtCloudActivities } from '../../src/activities/dbt-cloud/contract.ts';
import type { LeftoverActivities } from '../../src/activities/leftovers/contract.ts';
import type { LeftoverThing } from '../../src/domain/build/leftovers.ts';
import type { ProviderChoice } from '../../src/domain/build/provider-choice.ts';
import type { RepairOutcome } from '../../src/domain/build/repair.ts';
import type { ScheduledRun } from '../../src/domain/build/scheduled-run.ts';
import type { BuildState, Outline, RunState } from '../../src/domain/build/state.ts';
import { digest } from './digest.ts';
import { stubAccounts, stubDbtCloud } from './stub-dbt-cloud.ts';

export { digest };

type AllActivities = Activities & DbtActivities & DbtCloudActivities & LeftoverActivities & RecordActivities;

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
  /** Whether rehearsals pass. */
  green = true;
  /** Drafts that do not hold together, which come before a sound one. */
  unsoundDrafts: string[] = [];
  /** How many rehearsals are red before that. */
  redFirst = 0;
  /** Whether proofs for the warehouse pass. */
  proofPasses = true;
  /** What each round of repair comes to; nobody repairs without it. */
  repairs: readonly RepairOutcome['outcome'][] | undefined;
  /** Pieces that were made: found again by their key. */
  readonly pieces = new Map<string, string>();
  /** Waits before a step goes on, so that a test can act while it is in flight. */
  readonly gates = new Map<string, Promise<void>>();

  /** When production runs by itself, where the scenario says so. */
  schedules: readonly ScheduledRun[] | undefined;
  /** The commands of production's run plan; without one a job has two commands. */
  plan: readonly PreparedCommand[] | undefined;
  /** What becomes of commands of the plan, by title: what they leave out, or that they give up. */
  readonly commandsEnd = new Map<string, 'gives-up' | readonly number[]>();
  /** Titles of commands that were done, by run. */
  private readonly done = new Map<string, Set<string>>();

  /** What stands of builds that have ended. */
  readonly leftovers = new Map<string, readonly LeftoverThing[]>();

  /** What the accounts of dbt Cloud and GitHub are like. */
  accounts = stubAccounts();

  /** As new, for the next test. */
  reset(): void {
    this.accounts = stubAccounts();
    this.calls.length = 0;
    this.recorded.length = 0;
    this.failing.clear();
    this.deadKeys.clear();
    this.failureCode = 'test-failure';
    this.pieces.clear();
    this.gates.clear();
    this.green = true;
    this.unsoundDrafts = [];
    this.redFirst = 0;
    this.proofPasses = true;
    this.repairs = undefined;
    this.recordsThere = true;
    this.plan = undefined;
    this.schedules = undefined;
    this.commandsEnd.clear();
    this.done.clear();
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
    const bare = { title: 'Orders', incidents: ['double-orders'], changes: ['fan-out'], hasMetrics: true };
    const outline = (): Outline => ({ ...bare, ...(this.schedules ? { schedules: this.schedules } : {}) });
    return {
      ...stubDbtCloud(
        () => this.accounts,
        (name, input) => this.enter(name, input),
      ),
      checkBrief: (input) => this.enter('checkBrief', input),
      draftScenario: async (input) => {
        await this.enter('draftScenario', input);
        const draft = this.unsoundDrafts.shift();
        const prompts = [{ name: 'design-models', digest: digest('prompt') }];
        if (draft !== undefined) return { draft, prompts, reused: false };
        return { scenario: digest(`scenario-${input.take}`), outline: outline(), prompts, reused: false };
      },
      outlineScenario: async (input) => {
        await this.enter('outlineScenario', input);
        return outline();
      },
      planPieces: async (input) => {
        await this.enter('planPieces', input);
        const pieces = plan(input.scenario).map((planned) => {
          const take = input.takes?.find(({ subject }) => subject === planned.subject)?.take;
          const key = take === undefined ? planned.key : `${planned.key}-take-${take}`;
          const made = input.repaired?.find((one) => one.key === key)?.piece ?? this.pieces.get(key);
          return { ...planned, key, ...(made === undefined ? {} : { piece: made }) };
        });
        return { pieces, repairs: this.repairs !== undefined };
      },
      generatePiece: async (input) => {
        await this.enter('generatePiece', input);
        this.pieces.set(input.key, digest(input.key));
        return { piece: digest(input.key), reused: false };
      },
      renderProject: async (input) => {
        await this.enter('renderProject', input);
        return {
          project: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
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
        const passed = this.green && this.redFirst <= 0;
        this.redFirst -= 1;
        const rehearsal = {
          ...input,
          report: digest('report'),
          passed,
          checks: 9,
          failed: passed ? 0 : 1,
          seconds: 1,
          dbtVersion: '1.12.6',
        };
        return { rehearsal, reused: false };
      },
      proveWarehouse: async (input) => {
        await this.enter('proveWarehouse', input);
        const about = { ...input, warehouse: 'snowflake' } as const;
        const versions = { dbtVersion: '1.12.6', adapterVersion: '1.11.5', seconds: 1 };
        const counts = { filesCompiled: 66, statementsRecorded: 240, findings: this.proofPasses ? 0 : 1 };
        const proof = { proven: true, ...about, proof: digest('proof'), passed: this.proofPasses } as const;
        return { proof: { ...proof, ...counts, ...versions }, reused: false };
      },
      findFaults: async (input) => {
        await this.enter('findFaults', input);
        const cleared = new Set(input.cleared.map(({ subject }) => subject));
        return cleared.has('fct_orders')
          ? [{ step: 'generate-sql', subject: 'int_orders', errors: digest('errors') }]
          : [{ step: 'generate-sql', subject: 'fct_orders', errors: digest('errors') }];
      },
      repairPiece: async (input) => {
        await this.enter('repairPiece', input);
        const { step, subject, round } = input;
        const outcome = this.repairs?.[round - 1] ?? 'repaired';
        const piece = outcome === 'repaired' ? { piece: digest(`${subject} mended ${round}`) } : {};
        const prompts = [{ name: 'repair-sql', digest: digest('prompt') }];
        return { step, subject, outcome, record: digest(`record ${round}`), prompts, ...piece };
      },
      prepareRun: async (input) => {
        await this.enter('prepareRun', input);
        const { plan } = this;
        if (input.job !== 'production' || !plan) return { commands: 2 };
        const done = new Set(this.done.get(input.goesOn ?? ''));
        this.done.set(input.runId, done);
        const steps = plan.map((step) => ({ ...step, ...(done.has(step.title) ? { done: true as const } : {}) }));
        return { commands: plan.length, steps };
      },
      runDbtCommand: async (input) => {
        await this.enter('runDbtCommand', input);
        const title = input.job === 'production' ? this.plan?.[input.command]?.title : undefined;
        const end = this.commandsEnd.get(title ?? '');
        if (end === 'gives-up')
          throw ApplicationFailure.nonRetryable(`${title} has no machine.`, 'runner-lost', 'Wait.');
        if (end) return { succeeded: false, blocks: end };
        this.done.get(input.runId)?.add(title ?? '');
        return { succeeded: true };
      },
      finishRun: async (input) => {
        await this.enter('finishRun', input);
        const run: RunState = {
          id: input.runId,
          job: input.job,
          ...(input.subject === undefined ? {} : { subject: input.subject }),
          status: input.succeeded ? 'green' : 'red',
          asPromised: input.succeeded,
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
      removeLeftInfrastructure: (input) => this.enter('removeLeftInfrastructure', input),
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
  const fct = `fct_orders-${scenario.slice(-8)}${scenario.slice(0, 30)}`;
  return [
    piece('generate-rows', 'shop.orders'),
    piece('generate-sql', 'int_orders'),
    piece('generate-sql', 'fct_orders', fct),
    { ...piece('generate-change', 'fan-out'), follows: ['int_orders', fct] },
  ];
}
