import type { Brief } from '../brief/brief.ts';
import type { Scenario, ScenarioSection } from '../scenario/scenario.ts';

/** What a model is about to be asked about. */
export interface PreviewRequest {
  readonly brief: Brief;
  /** The scenario that stands, once there is one. */
  readonly scenario?: Scenario;
  /** What a person wants different in it. */
  readonly wish?: {
    readonly instructions: string;
    readonly section?: ScenarioSection;
    readonly locked: readonly ScenarioSection[];
  };
  /** The last day that rows are written for, as an ISO date. */
  readonly asOf?: string;
}

/** One question as it would be sent. */
export interface ShownPrompt {
  /** The prompt's file without its ending. */
  readonly task: string;
  /** The source or model that it is about. */
  readonly subject?: string;
  /** What it shares with the questions around it. */
  readonly context: string;
  readonly prompt: string;
  /** Why it may still differ when it is sent, as a sentence; without one it is sent exactly so. */
  readonly differs?: string;
}

/** Everything that would be sent, and what all of it carries. */
export interface PromptPreview {
  /** The rules of the house with the team's guidance: part of every question. */
  readonly system: string;
  readonly guidance: readonly { readonly file: string; readonly characters: number }[];
  /** Characters of guidance, all files together, at most. */
  readonly longestGuidance: number;
  readonly prompts: readonly ShownPrompt[];
}

/** Puts questions together without asking them. */
export type PreviewPrompts = (request: PreviewRequest) => PromptPreview;
