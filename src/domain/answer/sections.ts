import { type ScenarioSection, scenarioSections } from '../scenario/scenario.ts';
import type { DesignAnswer } from './design.ts';
import type { ScenarioAnswers } from './scenario-of.ts';
import type { StoryAnswer } from './story.ts';
import type { UnderstandingAnswer } from './understanding.ts';

/** The parts of an answer that hold a section. */
export const partsOfSection = {
  context: ['title', 'summary', 'objectives', 'currency', 'disagreements'],
  sources: ['sources'],
  models: [
    'intermediate',
    'marts',
    'singular_tests',
    'exposures',
    'reference_seeds',
    'snapshots',
    'macros',
    'analyses',
    'run_plan',
    'schedules',
  ],
  semantic_layer: ['metrics', 'saved_queries'],
  demonstrations: ['demonstrations'],
  incidents: ['incidents'],
  changes: ['changes'],
  talk_track: ['talk_track', 'likely_questions'],
} as const satisfies Record<
  ScenarioSection,
  readonly (keyof UnderstandingAnswer | keyof DesignAnswer | keyof StoryAnswer)[]
>;

/** Which answer holds a section. */
export const stageOfSection: Readonly<Record<ScenarioSection, keyof ScenarioAnswers>> = {
  context: 'understanding',
  sources: 'understanding',
  models: 'design',
  semantic_layer: 'design',
  demonstrations: 'story',
  incidents: 'story',
  changes: 'story',
  talk_track: 'story',
};

// The keys of the table are its sections.
export const allSections = Object.keys(scenarioSections) as readonly ScenarioSection[];

/** Whether all sections of an answer are among those that stay. */
export function staysWhole(stage: keyof ScenarioAnswers, kept: readonly ScenarioSection[]): boolean {
  return allSections.filter((section) => stageOfSection[section] === stage).every((section) => kept.includes(section));
}

/** An answer with the parts of the sections that are to stay put back as they were. */
export function withKeptParts<Answer extends object>(
  answer: Answer,
  before: Answer,
  kept: readonly ScenarioSection[],
): Answer {
  const parts: readonly string[] = kept.flatMap((section) => [...partsOfSection[section]]);
  const old = Object.entries(before).filter(([part]) => parts.includes(part));
  // Each part is put back under its own name.
  return { ...answer, ...Object.fromEntries(old) } as Answer;
}
