import type { z } from 'zod';
import type { Brief } from '../../domain/brief/brief.ts';
import type { Usage } from '../../domain/build/model-usage.ts';
import type { UsedPrompt } from '../../domain/build/used-prompt.ts';
import type { ChangePiece, Piece, RowsPiece, SqlPiece } from '../../domain/project/piece.ts';
import type { Scenario, ScenarioSection } from '../../domain/scenario/scenario.ts';

/** How a running call can be stopped, and where it says how far it is. */
export interface ProviderContext {
  readonly signal: AbortSignal;
  /** One short line of progress. */
  progress(line: string): void;
  /** Told of every prompt file that a question is put together from, before it is asked. */
  asked?(file: string): void;
  /** Asked before every call to a model; rejects when the build may spend no more. */
  mayAsk?(): Promise<void>;
  /** Told of every call to a model that cost tokens, answered or not. */
  spent?(call: Spent): void | Promise<void>;
  /**
   * Gives what was made of the same inputs before, or makes it and keeps it: so that an attempt that fails late is not
   * paid for from the start again.
   */
  remember?<T extends object>(made: {
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly schema: z.ZodType<T>;
    make(): Promise<T>;
    /** Whether it is good enough to be found again. */
    keep?(made: T): boolean;
  }): Promise<T>;
}

/** What one call to a model cost. */
export interface Spent {
  readonly task: string;
  readonly subject?: string;
  /** As the vendor names it. */
  readonly model: string;
  readonly usage: Usage;
}

/** A draft from the brief; or, with a previous scenario, another one as the person instructed. */
export interface DraftRequest {
  readonly brief: Brief;
  readonly previous?: Scenario;
  /** With a section, everything outside it stays as it is, unless it refers to something that is gone. */
  readonly instructions?: { readonly text: string; readonly section?: ScenarioSection };
  /** Sections that stay byte for byte, whatever the instructions say. */
  readonly locked?: readonly ScenarioSection[];
}

/** A piece that is to be written anew. */
export interface Again<Piece> {
  /** Which try this is, as a word of [a-z0-9-]. */
  readonly attempt: string;
  /** What a person wants different, and in what. */
  readonly wish?: { readonly instructions: string; readonly previous: Piece };
}

/** Rows of the source `system.table`, written for `asOf` as the last day. */
export interface RowsRequest {
  readonly brief: Brief;
  readonly scenario: Scenario;
  readonly source: string;
  readonly asOf: string;
  /** Rows of the sources that it refers to, which are written before it. */
  readonly written?: readonly RowsPiece[];
  readonly again?: Again<RowsPiece>;
}

/** SQL of an intermediate model or a mart. */
export interface SqlRequest {
  readonly brief: Brief;
  readonly scenario: Scenario;
  readonly model: string;
  readonly again?: Again<SqlPiece>;
}

/** SQL of a change, by the change's id. */
export interface ChangeRequest {
  readonly brief: Brief;
  readonly scenario: Scenario;
  readonly change: string;
  /** The SQL of the models that it alters, as it stands. */
  readonly current: readonly SqlPiece[];
  readonly again?: Again<ChangePiece>;
}

/** A piece that made its project red, and what was seen. */
export interface RepairRequest {
  readonly brief: Brief;
  readonly scenario: Scenario;
  readonly piece: Piece;
  /** Each with its file and line, where they are known. */
  readonly errors: readonly string[];
  /** Which try this is, as a word of [a-z0-9-]. */
  readonly attempt: string;
  /** All rows of the project, for rows that join others. */
  readonly written: readonly RowsPiece[];
}

/**
 * What proposes a demo's content. Answers are data that fit the schemas; callers check what the schemas cannot.
 * Each call stands alone: what it is made from is what its request says, and nothing else.
 */
export interface AiProvider {
  /** Such as `builtin`. */
  readonly name: string;
  /** Changes whenever the same request may be answered differently. */
  readonly version: string;
  /** Every file that its questions are put together from; none where no model is asked. */
  readonly prompts?: readonly UsedPrompt[];
  /** @throws UnsoundDraft with what was drafted, when it does not hold together however it was asked for */
  draftScenario(request: DraftRequest, context: ProviderContext): Promise<Scenario>;
  generateRows(request: RowsRequest, context: ProviderContext): Promise<RowsPiece>;
  generateSql(request: SqlRequest, context: ProviderContext): Promise<SqlPiece>;
  generateChange(request: ChangeRequest, context: ProviderContext): Promise<ChangePiece>;
  /**
   * Mends a piece; one in which no fault is found comes back as it was. Where there is none, a person mends.
   * What comes back has lost no test, no incident and nothing of a change.
   */
  repair?(request: RepairRequest, context: ProviderContext): Promise<Piece>;
  /** What a model is asked, word for word, where one is: whatever changes the words changes the piece. */
  readonly asks?: {
    rows(request: RowsRequest): string;
    sql(request: SqlRequest): string;
    change(request: ChangeRequest): string;
  };
}
