import type { DesignAnswer } from '../../../domain/answer/design.ts';
import type { StoryAnswer } from '../../../domain/answer/story.ts';
import type { UnderstandingAnswer } from '../../../domain/answer/understanding.ts';
import type { Brief } from '../../../domain/brief/brief.ts';
import type { UsedPrompt } from '../../../domain/build/used-prompt.ts';
import type { RowsPiece, SqlPiece } from '../../../domain/project/piece.ts';
import type { Problem } from '../../../domain/scenario/check/problem.ts';
import type { Scenario, ScenarioSection } from '../../../domain/scenario/scenario.ts';
import type { ChangeRequest, RowsRequest, SqlRequest } from '../provider.ts';

/** The two parts of a question: what others share with it, which vendors cache, and what is its own. */
export interface Prompt {
  readonly context: string;
  readonly prompt: string;
}

/** An answer that is to be changed, and how a person wants it changed. */
export interface Redo<Answer> {
  readonly answer: Answer;
  readonly instructions: string;
  /** Without one, all of the answer may change. */
  readonly section?: ScenarioSection;
  /** Sections that stay as they are, whatever the instructions say. */
  readonly kept?: readonly ScenarioSection[];
}

/** What every question on a scenario is told: the brief, and notes that are too long for it in short. */
export interface Told {
  readonly brief: Brief;
  readonly condensed?: string | undefined;
}

/** The words of every question that a model is asked. */
export interface PromptBook {
  /** The rules of the house and the team's own guidance: the same for every question. */
  readonly system: string;
  /** Changes with every word of it. */
  readonly digest: string;
  /** Every file of it, with the digest of its text. */
  readonly files: readonly UsedPrompt[];
  /** One part of notes that are too long, counted from 1. */
  condense(request: { readonly text: string; readonly part: number; readonly parts: number }): Prompt;
  understanding(request: Told & { readonly redo?: Redo<UnderstandingAnswer> }): Prompt;
  design(request: Told & { readonly understanding: UnderstandingAnswer; readonly redo?: Redo<DesignAnswer> }): Prompt;
  /** @param request.project the scenario that the story is told of, still without one */
  story(
    request: Told & {
      readonly understanding: UnderstandingAnswer;
      readonly project: Scenario;
      readonly redo?: Redo<StoryAnswer>;
    },
  ): Prompt;
  rows(request: RowsRequest): Prompt;
  sql(request: SqlRequest): Prompt;
  change(request: ChangeRequest): Prompt;
  /** The logic of a model that failed when it was run, or of a change's model. */
  repairSql(request: {
    readonly scenario: Scenario;
    readonly piece: SqlPiece;
    readonly errors: readonly string[];
    readonly change?: string;
  }): Prompt;
  /** Rows that failed when the project was run. */
  repairRows(request: RowsRequest & { readonly piece: RowsPiece; readonly errors: readonly string[] }): Prompt;
  /** A second try: the same question, the first answer, and exactly what is wrong with it. */
  mend(request: { readonly prompt: string; readonly answer: string; readonly problems: readonly Problem[] }): string;
  /** A third try: the same question, asked for less. */
  simpler(request: { readonly prompt: string; readonly problems: readonly Problem[] }): string;
}
