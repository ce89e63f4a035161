import type { AccountAccess } from '../domain/accounts/account-access.ts';
import type { Warehouse } from '../domain/brief/brief.ts';
import type { JobInput } from '../domain/build/job.ts';
import type { PieceName, PieceTake, RepairedPiece } from '../domain/build/piece-choice.ts';
import type { ProofSummary } from '../domain/build/proof-summary.ts';
import type { ProviderChoice } from '../domain/build/provider-choice.ts';
import type { RehearsalSummary } from '../domain/build/rehearsal-summary.ts';
import type { RepairOutcome } from '../domain/build/repair.ts';
import type { ScheduledRun } from '../domain/build/scheduled-run.ts';
import type { BuildState, Digest, Outline, RepositoryState, RunState } from '../domain/build/state.ts';
import type { UsedPrompt } from '../domain/build/used-prompt.ts';
import type { ScenarioSection } from '../domain/scenario/scenario.ts';

/** A step's result and whether an earlier one with the same inputs was taken. */
export type Made<T> = T & { readonly reused: boolean };

/** One piece that a scenario needs: rows of a source, SQL of a model, SQL of a change. */
export interface PlannedPiece {
  readonly step: 'generate-rows' | 'generate-sql' | 'generate-change';
  readonly subject: string;
  /** The step key of its inputs; equal keys give equal pieces. */
  readonly key: string;
  /** Keys of the pieces that it is made from: they come first. */
  readonly follows: readonly string[];
  /** Already made, in this build or an earlier one. */
  readonly piece?: Digest;
}

/** Of a step that generates, or that looks for what was generated: by what. */
export interface Chosen {
  readonly provider?: ProviderChoice;
}

export interface DraftInput extends Chosen {
  readonly brief: Digest;
  readonly previous?: Digest;
  readonly instructions?: Digest;
  readonly section?: ScenarioSection;
  /** Sections that stay byte for byte. */
  readonly locked?: readonly ScenarioSection[];
  readonly take: number;
}

/** What drafting came to: a sound scenario, or a draft that a person has to mend. */
export type Drafted =
  | { readonly scenario: Digest; readonly outline: Outline; readonly prompts?: readonly UsedPrompt[] | undefined }
  | { readonly draft: Digest; readonly prompts?: readonly UsedPrompt[] | undefined };

export interface PlanInput extends Chosen {
  readonly brief: Digest;
  readonly scenario: Digest;
  /** The last day that rows are written for; rendering moves them to the day of their revision. */
  readonly asOf: string;
  readonly takes?: readonly PieceTake[];
  readonly repaired?: readonly RepairedPiece[];
}

export interface PieceInput extends Chosen {
  readonly brief: Digest;
  readonly scenario: Digest;
  /** The last day that rows are written for; rendering moves them to the day of their revision. */
  readonly asOf: string;
  /** The pieces that it is made from: rows of the sources that a source refers to, SQL that a change alters. */
  readonly after?: readonly Digest[];
  /** A person's wish for another one. */
  readonly again?: PieceTake;
  readonly step: PlannedPiece['step'];
  readonly subject: string;
  readonly key: string;
}

/** The pieces of a scenario, and whether one that turns out to be wrong can be given to a model to mend. */
export interface Plan {
  readonly pieces: readonly PlannedPiece[];
  readonly repairs: boolean;
}

export interface FaultsInput {
  readonly project: Digest;
  /** The red rehearsal's report. */
  readonly report?: Digest;
  /** The red proof. */
  readonly proof?: Digest;
  /** Pieces in which an earlier round found no fault. */
  readonly cleared: readonly PieceName[];
}

/** A piece at fault; the errors are kept as an artifact. */
export interface FoundFault extends PieceName {
  readonly errors: Digest;
}

export interface RepairInput extends FoundFault, Chosen {
  readonly brief: Digest;
  readonly project: Digest;
  /** Counted from 1. */
  readonly round: number;
}

export interface RenderStepInput {
  readonly buildId: string;
  readonly company: string;
  readonly warehouse: Warehouse;
  readonly brief: Digest;
  readonly scenario: Digest;
  readonly pieces: readonly Digest[];
  readonly asOf: string;
  readonly overlays?: Digest;
  /** Files of a template repository: the project has them besides its own. */
  readonly template?: Digest;
}

export interface PublishInput {
  readonly buildId: string;
  readonly company: string;
  readonly name: string;
  readonly project: Digest;
  readonly revision: number;
  /** ISO instant of the commits, so that a repeated step makes the same ones. */
  readonly at: string;
  /** Of a demo that is published to GitHub; without it, on this machine. */
  readonly access?: AccountAccess;
}

export interface EnvironmentInput {
  readonly buildId: string;
  readonly generation: number;
}

export interface ScheduleInput extends EnvironmentInput {
  readonly cron: string;
  readonly timeZone: string;
  /** Instead of one time, each of these. */
  readonly schedules?: readonly ScheduledRun[];
}

/** A job's run while it is going on: where it works, named so that a repeated step finds it again. */
export interface RunInput extends JobInput {
  readonly runId: string;
}

/** One command of a run that goes by a plan. */
export interface PreparedCommand {
  readonly title: string;
  /** Positions of the commands that are left out where this one comes to nothing. */
  readonly blocks: readonly number[];
  /** Done already: by the run that this one goes on from or, where `seconds` says how long it took, while it was prepared. */
  readonly done?: true;
  readonly seconds?: number;
}

/** What a run has to do; `steps` where it goes by a plan. */
export interface PreparedRun {
  readonly commands: number;
  readonly steps?: readonly PreparedCommand[];
}

/** `moved` when another run of the same environment finished first: this one has to start again from its result. */
export type FinishedRun =
  | { readonly kind: 'ran'; readonly run: RunState }
  | { readonly kind: 'moved' }
  | { readonly kind: 'overtaken' };

/**
 * Every step of a build, as the workflow sees it. Long content is passed by digest. Each throws an ApplicationFailure
 * whose type is the failure's code, whose message is the sentence and whose first detail says how to mend it.
 */
export interface Activities {
  checkBrief(input: { readonly brief: Digest }): Promise<void>;
  draftScenario(input: DraftInput): Promise<Made<Drafted>>;
  /** What the workflow plans by, read from a scenario that a person edited. */
  outlineScenario(input: { readonly scenario: Digest }): Promise<Outline>;
  planPieces(input: PlanInput): Promise<Plan>;
  generatePiece(input: PieceInput): Promise<Made<{ readonly piece: Digest }>>;
  renderProject(input: RenderStepInput): Promise<Made<{ readonly project: Digest }>>;
  findFaults(input: FaultsInput): Promise<readonly FoundFault[]>;
  repairPiece(input: RepairInput): Promise<RepairOutcome & { readonly prompts?: readonly UsedPrompt[] }>;
  publishRepository(input: PublishInput): Promise<RepositoryState>;
  createEnvironments(input: EnvironmentInput & { readonly project: Digest }): Promise<{ readonly schema: string }>;
  createSchedule(input: ScheduleInput): Promise<{ readonly schedule: string }>;
  /** @param input with the ids of several schedules, which may not be listed yet */
  deleteSchedule(input: EnvironmentInput & { readonly schedules?: readonly string[] }): Promise<void>;
  removeEnvironments(input: EnvironmentInput): Promise<void>;
  retireRepository(input: {
    readonly buildId: string;
    readonly archive: boolean;
    readonly access?: AccountAccess;
  }): Promise<void>;
  releaseArtifacts(input: { readonly buildId: string }): Promise<void>;
  /** Drops the keys that were entered for the build. */
  forgetKeys(input: { readonly buildId: string }): Promise<void>;
}

/** Steps that run dbt; they have a task queue of their own, sized by cores. */
export interface DbtActivities {
  rehearse(input: { readonly project: Digest }): Promise<Made<{ readonly rehearsal: RehearsalSummary }>>;
  /** `null` where there is nothing to prove, as the project was rehearsed on its warehouse. */
  proveWarehouse(input: { readonly project: Digest }): Promise<Made<{ readonly proof: ProofSummary | null }>>;
  /** Copies the environment's database and checks out the branch. `undefined` when the environment is of another generation. */
  prepareRun(input: RunInput): Promise<PreparedRun | undefined>;
  /** Of a red command of a plan also which ones are left out by what failed in it. */
  runDbtCommand(
    input: RunInput & { readonly command: number },
  ): Promise<{ readonly succeeded: boolean; readonly blocks?: readonly number[] }>;
  /** Reads the results, makes the run's database the environment's own, compares with what was promised. */
  finishRun(input: RunInput & { readonly startedAt: string; readonly succeeded: boolean }): Promise<FinishedRun>;
}

/** Short writes to the records, run as local activities. */
export interface RecordActivities {
  recordBuild(state: BuildState): Promise<void>;
}
