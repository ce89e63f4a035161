import { partsOfSection } from '../answer/sections.ts';
import type { Problem } from '../scenario/check/problem.ts';
import type { ScenarioSection } from '../scenario/scenario.ts';
import { fenced } from './fenced.ts';
import type { Blanks } from './render-prompt.ts';

/** `mend-answer.md`: a prompt whose answer failed its checks, that answer, and all that is wrong with it. */
export function mendAnswer({
  prompt,
  answer,
  problems,
}: {
  readonly prompt: string;
  readonly answer: string;
  readonly problems: readonly Problem[];
}): Blanks {
  return { task: prompt, answer: fenced('answer', answer), problems: fenced('problems', listed(problems)) };
}

/** `simpler-scenario.md`: a prompt whose answer failed twice, asked once more for less. */
export function simplerScenario({
  prompt,
  problems,
}: {
  readonly prompt: string;
  readonly problems: readonly Problem[];
}): Blanks {
  return { task: prompt, problems: fenced('problems', listed(problems)) };
}

/** `regenerate.md`: a prompt, the answer that stands, and what a person wants different in it. */
export function regenerate({
  prompt,
  previous,
  instructions,
  section,
  kept = [],
}: {
  readonly prompt: string;
  /** The answer that stands, as `answersOf` gives it. */
  readonly previous: unknown;
  readonly instructions: string;
  /** Without one, all of the answer may change. */
  readonly section?: ScenarioSection;
  /** Sections that are to stay as they are, those of other answers among them. */
  readonly kept?: readonly ScenarioSection[];
}): Blanks {
  return {
    task: prompt,
    previous: fenced('previous answer', JSON.stringify(previous, null, 1)),
    instructions: fenced('instructions', instructions),
    scope: section === undefined ? wholeScope(kept) : sectionScope(section),
  };
}

function sectionScope(section: ScenarioSection): string {
  return `They concern these parts alone: ${partsOfSection[section].join(', ')}. Give every other part back exactly as it is in the previous answer. What this answer and the others hold besides stays, so that whatever it refers to has to stay under its name.`;
}

function wholeScope(kept: readonly ScenarioSection[]): string {
  const parts = kept.flatMap((section) => partsOfSection[section]);
  if (parts.length === 0) return 'They may concern any part of the answer.';
  return `They may concern any part of the answer but these, which are locked and stay exactly as they are: ${parts.join(', ')}. Whatever these refer to has to stay under its name.`;
}

function listed(problems: readonly Problem[]): string {
  return problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
}
