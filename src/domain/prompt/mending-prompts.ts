import type { Problem } from '../scenario/check/problem.ts';
import type { ScenarioSection } from '../scenario/scenario.ts';
import { fenced } from './fenced.ts';
import type { Blanks } from './render-prompt.ts';

/** The parts of an answer that hold a section. */
const partsOf: Readonly<Record<ScenarioSection, string>> = {
  context: 'title, summary, objectives, currency, disagreements',
  sources: 'sources',
  models: 'intermediate, marts, singular_tests, exposures',
  semantic_layer: 'metrics, saved_queries',
  demonstrations: 'demonstrations',
  incidents: 'incidents',
  changes: 'changes',
  talk_track: 'talk_track, likely_questions',
};

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
}: {
  readonly prompt: string;
  /** The answer that stands, as `answersOf` gives it. */
  readonly previous: unknown;
  readonly instructions: string;
  /** Without one, all of the answer may change. */
  readonly section?: ScenarioSection;
}): Blanks {
  return {
    task: prompt,
    previous: fenced('previous answer', JSON.stringify(previous, null, 1)),
    instructions: fenced('instructions', instructions),
    scope:
      section === undefined
        ? 'They may concern any part of the answer.'
        : `They concern these parts alone: ${partsOf[section]}. Give every other part back exactly as it is in the previous answer.`,
  };
}

function listed(problems: readonly Problem[]): string {
  return problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
}
