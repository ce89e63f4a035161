import type { Brief } from '../../domain/brief/brief.ts';
import type { ChangePiece, RowsPiece, SqlPiece } from '../../domain/project/piece.ts';
import type { Scenario, ScenarioSection } from '../../domain/scenario/scenario.ts';
import type { Usage } from './model.ts';

/** How a running call can be stopped, and where it says how far it is. */
export interface ProviderContext {
  readonly signal: AbortSignal;
  /** One short line of progress. */
  progress(line: string): void;
  /** Told of every call to a model that cost tokens, answered or not. */
  spent?(call: Spent): void;
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
  draftScenario(request: DraftRequest, context: ProviderContext): Promise<Scenario>;
  /** Rows of the source `system.table`, written for `asOf` as the last day. */
  generateRows(
    request: { readonly brief: Brief; readonly scenario: Scenario; readonly source: string; readonly asOf: string },
    context: ProviderContext,
  ): Promise<RowsPiece>;
  /** SQL of an intermediate model or a mart. */
  generateSql(
    request: { readonly brief: Brief; readonly scenario: Scenario; readonly model: string },
    context: ProviderContext,
  ): Promise<SqlPiece>;
  /** SQL of a change, by the change's id; `current` is the SQL of the scenario's models. */
  generateChange(
    request: {
      readonly brief: Brief;
      readonly scenario: Scenario;
      readonly change: string;
      readonly current: readonly SqlPiece[];
    },
    context: ProviderContext,
  ): Promise<ChangePiece>;
}
