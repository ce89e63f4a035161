import type { Target, Warehouse } from '../../domain/brief/brief.ts';
import type { DecisionKind } from '../../domain/build/decision.ts';
import type { Job } from '../../domain/build/job.ts';
import type { ModelSpending, Price, Usage } from '../../domain/build/model-usage.ts';
import type { Phase } from '../../domain/build/phase.ts';
import type { BuildStatus } from '../../domain/build/state.ts';

/** One row for a build: what lists and search show. Instants are ISO 8601 in UTC, as `Date.toISOString()` writes them. */
export interface BuildRecord {
  readonly id: string;
  readonly owner: string;
  readonly company: string;
  readonly industry: string;
  readonly target: Target;
  readonly warehouse: Warehouse;
  readonly phase: Phase;
  readonly status: BuildStatus;
  readonly revision: number;
  readonly createdAt: string;
  /** When the build was in this state, by its workflow's clock; an older state never replaces a newer one. */
  readonly updatedAt: string;
  readonly expiresAt?: string | undefined;
  /** The workflow run that wrote this. */
  readonly workflowRunId: string;
  readonly repositoryName?: string | undefined;
  readonly repositoryUrl?: string | undefined;
  /** Figures for lists and insights; any JSON object. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** Which builds to list; newest first. */
export interface BuildFilter {
  readonly owner?: string | undefined;
  readonly phase?: Phase | undefined;
  readonly status?: BuildStatus | undefined;
  /** Words that must all stand in the company, industry, repository, owner or id, in any case. */
  readonly text?: string | undefined;
  /** Only builds of which something was found standing that nobody looks after. */
  readonly leftovers?: boolean | undefined;
  /** At most this many, 1 to 200. */
  readonly limit: number;
  /** The last build of the page before. */
  readonly before?: Pick<BuildRecord, 'createdAt' | 'id'> | undefined;
}

/** One decision for the audit trail. */
export interface DecisionRecord {
  readonly buildId: string;
  /** The question that was answered; 0 for a decision that answers none, such as a cancel. */
  readonly ask: number;
  readonly kind: DecisionKind | 'rewind' | 'cancel';
  readonly updateId: string;
  readonly revision: number;
  readonly by: string;
  readonly via: string;
  readonly at: string;
  readonly outcome: 'accepted' | 'refused';
  /** Why it was refused, or what the person said. */
  readonly reason?: string | undefined;
}

/** One run of a job. */
export interface RunRecord {
  readonly buildId: string;
  readonly runId: string;
  readonly job: Job;
  /** The batch that was landed, or the change that was built. */
  readonly subject?: string | undefined;
  readonly status: 'running' | 'green' | 'red' | 'overtaken';
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
  readonly seconds?: number | undefined;
  /** Digest of the results. */
  readonly results?: string | undefined;
}

/** Which runs to list; newest first. */
export interface RunFilter {
  readonly buildId?: string | undefined;
  readonly job?: Job | undefined;
  /** At most this many, 1 to 200. */
  readonly limit: number;
}

/** One call to a model that cost tokens, answered or not. */
export interface ModelCallRecord {
  readonly buildId: string;
  /** Unique in the build. */
  readonly callId: string;
  readonly at: string;
  /** The step that asked. */
  readonly step: string;
  /** The prompt's file without its ending. */
  readonly task: string;
  /** What it was about: a source, a model. */
  readonly subject?: string | undefined;
  /** As the vendor names it. */
  readonly model: string;
  readonly usage: Usage;
  /** `undefined` for a model whose price is not known. */
  readonly price?: Price | undefined;
}

/** What somebody typed into a form and has not sent yet. */
export interface Draft {
  readonly owner: string;
  /** Which form, such as `new-build`. */
  readonly form: string;
  /** The form's fields, as JSON. */
  readonly fields: unknown;
  readonly savedAt: string;
}

/**
 * What lists, search and audit read. Written by builds, never their source of truth. Every write may be repeated:
 * the second time it changes nothing.
 */
export interface Records {
  /** Gives whether this is the newest state; where a newer one stands already, nothing is written. */
  upsertBuild(build: BuildRecord): Promise<boolean>;
  listBuilds(filter: BuildFilter): Promise<BuildRecord[]>;
  getBuild(id: string): Promise<BuildRecord | undefined>;
  /** Adds to the audit trail; the same update with the same outcome is one row. */
  addDecision(decision: DecisionRecord): Promise<void>;
  /** A build's decisions, oldest first. */
  listDecisions(buildId: string): Promise<DecisionRecord[]>;
  /** Adds or completes a run; one that has ended never counts as running again. */
  upsertRun(run: RunRecord): Promise<void>;
  listRuns(filter: RunFilter): Promise<RunRecord[]>;
  /** Adds a call to a model; the same call is one row. */
  addModelCall(call: ModelCallRecord): Promise<void>;
  /** A build's calls to models, oldest first. */
  listModelCalls(buildId: string): Promise<ModelCallRecord[]>;
  /** What the calls of these builds came to; builds that made none are left out. */
  sumModelCalls(buildIds: readonly string[]): Promise<ReadonlyMap<string, ModelSpending>>;
  saveDraft(draft: Draft): Promise<void>;
  getDraft(owner: string, form: string): Promise<Draft | undefined>;
  deleteDraft(owner: string, form: string): Promise<void>;
  close(): Promise<void>;
}
