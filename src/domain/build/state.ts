import type { AccountAccess } from '../accounts/account-access.ts';
import type { Target, Warehouse } from '../brief/brief.ts';
import type { Digest } from '../digest.ts';
import type { RunPlan } from '../scenario/run-plan.ts';
import type { ScenarioSection } from '../scenario/scenario.ts';
import { type Ask, isStandstill } from './ask.ts';
import type {
  AccountsLooked,
  InfrastructureOptions,
  InfrastructureState,
  PlanState,
  PullRequestState,
  TemplateState,
} from './infrastructure.ts';
import type { Phase } from './phase.ts';
import type { PieceTake, RepairedPiece } from './piece-choice.ts';
import type { ProofSummary } from './proof-summary.ts';
import type { ProviderChoice } from './provider-choice.ts';
import type { RehearsalSummary } from './rehearsal-summary.ts';
import type { ScheduledRun } from './scheduled-run.ts';
import type { StepState } from './step.ts';
import type { UsedPrompt } from './used-prompt.ts';

export type { Digest };

export type BuildStatus = 'working' | 'waiting' | 'needs-attention' | 'closed';

/** What a build makes outside of this service. */
export type OutsideThing = 'repository' | 'environments' | 'schedule' | 'infrastructure' | 'schemas' | 'pull-requests';

/** One reviewed state of the demo: which scenario, and which project was made of it. */
export interface Revision {
  readonly number: number;
  readonly scenario: Digest;
  readonly overlays?: Digest;
  /** Pieces that a person wished for anew. */
  readonly takes?: readonly PieceTake[];
  /** Pieces that repairs of the project changed. */
  repaired?: readonly RepairedPiece[];
  readonly why:
    | 'drafted'
    | 'regenerated'
    | 'edited-scenario'
    | 'taken-back'
    | 'regenerated-piece'
    | 'edited-files'
    | 'rewound'
    | 'reset';
  readonly by: string;
  readonly at: string;
  /** The last day of the data that this revision was rendered for. */
  readonly asOf: string;
  project?: Digest;
}

/** What the workflow needs to know of a scenario to plan its steps; the rest stays in the artifact. */
export interface Outline {
  readonly title: string;
  readonly incidents: readonly string[];
  readonly changes: readonly string[];
  /** Whether it has metrics; left out of outlines that do not say. */
  readonly hasMetrics?: boolean;
  /** How production is run where the scenario has a plan: its kind, and the steps of its job in dbt Cloud. */
  readonly plan?: { readonly kind: RunPlan['kind']; readonly steps: readonly string[] } | undefined;
  /** When production runs by itself where the scenario says so. */
  readonly schedules?: readonly ScheduledRun[] | undefined;
}

export interface RepositoryState {
  readonly name: string;
  readonly cloneUrl: string;
  readonly commit: string;
  readonly project: Digest;
  readonly branches: readonly string[];
  /** Where people see it; a local one has no page. */
  readonly webUrl?: string;
}

export interface EnvironmentState {
  /** Raised by a reset or a teardown; runs that belong to an older one do nothing. */
  readonly generation: number;
  readonly schema: string;
  /** When the production job runs by itself; `schedule` is the schedule's id where there is one. */
  readonly cron: string;
  readonly schedule?: string;
  /** Where it runs by several schedules, all of them; the first one's time is `cron`. */
  readonly schedules?: readonly ScheduledRun[];
  /** Whether a schedule in dbt Cloud was paused. */
  readonly paused?: boolean;
}

/** One run of a job, as the page lists it. `results` is the digest of a `RunResults` artifact. */
export interface RunState {
  readonly id: string;
  readonly job: 'load' | 'production' | 'ci';
  readonly subject?: string;
  readonly status: 'green' | 'red';
  /** Whether it ended as the scenario promised. */
  readonly asPromised: boolean;
  /** What was seen, in a few words such as `red: fct_orders`. */
  readonly seen?: string;
  readonly seconds: number;
  readonly endedAt: string;
  readonly results: Digest;
  /** Where dbt Cloud shows it. */
  readonly url?: string;
  /** Its id in dbt Cloud. */
  readonly cloudId?: number;
}

/** A landing as the person waited for it: from the decision to the result of the run that followed. */
export interface MeasuredLanding {
  readonly batch: string;
  readonly seconds: number;
  readonly endedAt: string;
}

/** What a draft is asked for with, besides the brief. */
export interface DraftWish {
  /** The scenario that it alters. */
  readonly previous?: Digest;
  readonly instructions?: Digest;
  readonly section?: ScenarioSection;
  readonly locked?: readonly ScenarioSection[];
}

/** The whole of a build, as the `state` Query gives it and continue-as-new carries it on. */
export interface BuildState {
  readonly schema: 'build/2';
  readonly id: string;
  readonly owner: string;
  readonly company: string;
  readonly industry: string;
  readonly target: Target;
  readonly warehouse: Warehouse;
  readonly brief: Digest;
  readonly timeZone: string;
  /** The day of the call, where it is known. */
  readonly callDate?: string;
  readonly createdAt: string;
  /** When the state was last written to the records, by the workflow's clock; every writing has a later one. */
  updatedAt: string;
  readonly options: BuildOptions;
  /** What generates the content; a build that does not say uses what the settings say. */
  provider?: ProviderChoice;
  asOf: string;
  phase: Phase;
  status: BuildStatus;
  outcome?: 'torn-down' | 'cancelled';
  revision: number;
  revisions: Revision[];
  /** Raised only by an explicit regenerate, so that stored results are passed over once. */
  take: number;
  asks: number;
  ask?: Ask;
  steps: StepState[];
  stepIds: number;
  outline?: Outline;
  /** A draft that does not hold together: it is mended before anything else is reviewed. */
  draft?: Digest;
  /** As what that draft was asked for, so that it can be asked for once more. */
  draftWish?: DraftWish;
  /** Sections that a draft of the whole scenario leaves as they are. */
  locked?: readonly ScenarioSection[];
  /** What models were asked with, by the prompts' files. */
  prompts?: UsedPrompt[];
  /** The rehearsal of the last project that was taken; one ahead of a decision stands at its step. */
  rehearsal?: RehearsalSummary;
  /** The warehouse's proof of the last project that was taken; none where there is nothing to prove. */
  proof?: ProofSummary;
  repositoryName?: string;
  repository?: RepositoryState;
  environment?: EnvironmentState;
  /** What steps began to make outside and nothing has taken away: it may stand even where a step was broken off. */
  begun: OutsideThing[];
  /** What the build was given for its accounts: values, and handles of secrets. */
  access?: AccountAccess;
  /** How often secrets were entered: Terraform sends them again when it rises. */
  secretVersion?: number;
  /** The last look at the accounts. */
  accounts?: AccountsLooked;
  template?: TemplateState;
  /** What the person wished of what Terraform makes. */
  infrastructureOptions?: InfrastructureOptions;
  /** What Terraform would do: shown before it is done, and where it waits for a word. */
  plan?: PlanState;
  /** What stands in dbt Cloud. */
  infrastructure?: InfrastructureState;
  pullRequests?: readonly PullRequestState[];
  /** Production's schema in the warehouse, as long as it may stand there. */
  warehouseSchema?: string;
  /** Terraform looks at what it made before the next step works in it: other values were entered, or something is gone. */
  infrastructureStale?: boolean;
  /** The batch that the raw schema holds now. */
  landed?: string;
  /** The last landings, in the order in which they ended. */
  landings?: MeasuredLanding[];
  runs: RunState[];
  runIds: number;
  expiresAt?: string;
  /** The schedule was paused once as the call was over. */
  pausedForCall?: boolean;
  /** What a cancelled or torn down build could not take away. */
  left: string[];
  /** Signals that were refused, and why. */
  refused: { readonly at: string; readonly kind: string; readonly reason: string }[];
}

/** Settings of one build, fixed at its start. */
export interface BuildOptions {
  readonly workAhead: boolean;
  readonly expiryDays: number;
  readonly schedule: string;
  readonly archiveRepository: boolean;
}

/** What starts a build. */
export interface BuildInput {
  readonly schema: 'build-input/1';
  readonly id: string;
  readonly owner: string;
  readonly company: string;
  readonly industry: string;
  readonly target: Target;
  readonly warehouse: Warehouse;
  readonly brief: Digest;
  readonly asOf: string;
  readonly timeZone: string;
  readonly callDate?: string;
  readonly options: BuildOptions;
  readonly provider?: ProviderChoice;
  readonly access?: AccountAccess;
}

/** The state that a build begins with. */
export function newBuild(input: BuildInput, createdAt: string): BuildState {
  const { schema: _, ...rest } = input;
  return {
    schema: 'build/2',
    ...rest,
    createdAt,
    updatedAt: createdAt,
    phase: 'setup',
    status: 'working',
    revision: 0,
    revisions: [],
    take: 0,
    asks: 0,
    steps: [],
    stepIds: 0,
    begun: [],
    runs: [],
    runIds: 0,
    left: [],
    refused: [],
  };
}

/** The revision that the build stands at. */
export function currentRevision(state: BuildState): Revision | undefined {
  return state.revisions.find((revision) => revision.number === state.revision);
}

/** The last day that rows are written for: that of the first draft, so that a later day moves the same rows. */
export function writtenAsOf({ revisions, asOf }: BuildState): string {
  return revisions[0]?.asOf ?? asOf;
}

/** The rehearsal of the current revision: the one that was taken, or else the one that was done ahead. */
export function rehearsalOf(state: BuildState): RehearsalSummary | undefined {
  const project = currentRevision(state)?.project;
  if (project !== undefined && state.rehearsal?.project === project) return state.rehearsal;
  return state.steps.findLast(({ rehearsal, revision }) => rehearsal && revision === state.revision)?.rehearsal;
}

/**
 * The warehouse's proof of the current revision: the one that was taken, or else the one that was done ahead. Of a project
 * whose proof was left out there is none: one that an earlier round had is about another project.
 */
export function proofOf(state: BuildState): ProofSummary | undefined {
  const project = currentRevision(state)?.project;
  if (project !== undefined) return state.proof?.project === project ? state.proof : undefined;
  return state.steps.findLast(({ proof, revision }) => proof && revision === state.revision)?.proof;
}

/** How a build stands while it asks this, or nothing. */
export function statusWhile(ask: Ask | undefined): BuildStatus {
  if (ask === undefined) return 'working';
  return isStandstill(ask.kind) ? 'needs-attention' : 'waiting';
}
