import type { DesignAnswer } from '../../../domain/answer/design.ts';
import type { StoryAnswer } from '../../../domain/answer/story.ts';
import type { UnderstandingAnswer } from '../../../domain/answer/understanding.ts';
import type { Brief } from '../../../domain/brief/brief.ts';
import type { Problem } from '../../../domain/scenario/check/problem.ts';
import type { Scenario, ScenarioSection } from '../../../domain/scenario/scenario.ts';
import type { AiProvider } from '../provider.ts';

/** What a provider is asked for. */
export type PieceRequest<Verb extends 'generateRows' | 'generateSql' | 'generateChange'> = Parameters<
  AiProvider[Verb]
>[0];

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
}

/** The words of every question that a model is asked. */
export interface PromptBook {
  /** The rules of the house and the team's own guidance: the same for every question. */
  readonly system: string;
  /** Changes with every word of it. */
  readonly digest: string;
  understanding(request: { readonly brief: Brief; readonly redo?: Redo<UnderstandingAnswer> }): Prompt;
  design(request: {
    readonly brief: Brief;
    readonly understanding: UnderstandingAnswer;
    readonly redo?: Redo<DesignAnswer>;
  }): Prompt;
  /** @param request.project the scenario that the story is told of, still without one */
  story(request: {
    readonly brief: Brief;
    readonly understanding: UnderstandingAnswer;
    readonly project: Scenario;
    readonly redo?: Redo<StoryAnswer>;
  }): Prompt;
  rows(request: PieceRequest<'generateRows'>): Prompt;
  sql(request: PieceRequest<'generateSql'>): Prompt;
  change(request: PieceRequest<'generateChange'>): Prompt;
  /** A second try: the same question, the first answer, and exactly what is wrong with it. */
  mend(request: { readonly prompt: string; readonly answer: string; readonly problems: readonly Problem[] }): string;
}
