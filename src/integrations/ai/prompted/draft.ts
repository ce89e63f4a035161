import { answersOf } from '../../../domain/answer/answers-of.ts';
import { designAnswer } from '../../../domain/answer/design.ts';
import { projectOf, type ScenarioAnswers, scenarioOf } from '../../../domain/answer/scenario-of.ts';
import { problemsIn, type Stage, stageOfSection, stages } from '../../../domain/answer/stage.ts';
import { storyAnswer } from '../../../domain/answer/story.ts';
import { understandingAnswer } from '../../../domain/answer/understanding.ts';
import type { Brief } from '../../../domain/brief/brief.ts';
import type { Problem } from '../../../domain/scenario/check/problem.ts';
import { type Scenario, scenarioSections } from '../../../domain/scenario/scenario.ts';
import type { DraftRequest, ProviderContext } from '../provider.ts';
import { AnswerError } from './answer-error.ts';
import { type Asking, ask } from './ask.ts';
import type { PromptBook, Redo } from './prompt-book.ts';
import type { Read } from './question.ts';

/** Most tokens of an answer, with room for thinking. */
const maxTokens = 32_000;

/**
 * Drafts a scenario in three questions, each answer checked before the next is asked: what the notes say, the models and
 * metrics that answer it, the story. Drafting anew asks only for what the instructions are about.
 *
 * @throws ModelError, AnswerError
 */
export async function draftScenario(
  asking: Asking,
  book: PromptBook,
  { brief, previous, instructions }: DraftRequest,
  context: ProviderContext,
): Promise<Scenario> {
  const before = previous && answersOf(previous);
  const again = stagesToAsk(previous, instructions?.section);
  const redo = <S extends Stage>(stage: S): { redo?: Redo<ScenarioAnswers[S]> } => {
    if (!before) return {};
    const { text = '', section } = instructions ?? {};
    return { redo: { answer: before[stage], instructions: text, ...(section === undefined ? {} : { section }) } };
  };

  const understanding =
    before && !again.has('understanding')
      ? before.understanding
      : await ask(
          asking,
          {
            task: 'understand-customer',
            ...book.understanding({ brief, ...redo('understanding') }),
            schema: understandingAnswer,
            maxTokens,
            read: (answer) => sound(answer, problemsIn('understanding', { understanding: answer }, brief)),
          },
          context,
        );
  const design =
    before && !again.has('design')
      ? before.design
      : await ask(
          asking,
          {
            task: 'design-models',
            ...book.design({ brief, understanding, ...redo('design') }),
            schema: designAnswer,
            maxTokens,
            read: (answer) => sound(answer, problemsIn('design', { understanding, design: answer }, brief)),
          },
          context,
        );
  const story =
    before && !again.has('story')
      ? before.story
      : await ask(
          asking,
          {
            task: 'tell-story',
            ...book.story({ brief, understanding, project: projectOf(understanding, design), ...redo('story') }),
            schema: storyAnswer,
            maxTokens,
            read: (answer) => sound(answer, problemsIn('story', { understanding, design, story: answer }, brief)),
          },
          context,
        );
  const scenario = joined({ understanding, design, story }, brief);
  return previous && instructions?.section ? onlySection(previous, scenario, instructions.section) : scenario;
}

/** A whole draft asks for all; a section asks for the answer that holds it. */
function stagesToAsk(previous: Scenario | undefined, section: keyof typeof scenarioSections | undefined): Set<Stage> {
  return new Set(previous && section ? [stageOfSection[section]] : stages);
}

function sound<Answer>(value: Answer, problems: readonly Problem[]): Read<Answer> {
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

function joined(answers: ScenarioAnswers, brief: Brief): Scenario {
  const read = scenarioOf(answers, brief.discovery_notes);
  if (!read.ok) throw new AnswerError('draft the scenario', read.problems);
  return read.scenario;
}

/** What was not asked about stays byte for byte. */
function onlySection(previous: Scenario, drafted: Scenario, section: keyof typeof scenarioSections): Scenario {
  const keys: readonly string[] = scenarioSections[section];
  const fresh = Object.entries(drafted).filter(([key]) => keys.includes(key));
  const kept = Object.entries(previous).filter(([key]) => !keys.includes(key));
  // Both halves are parts of scenarios, and together they have every key of one.
  return { ...Object.fromEntries([...kept, ...fresh]) } as Scenario;
}
