import { z } from 'zod';
import { answersOf } from '../../../domain/answer/answers-of.ts';
import { designAnswer } from '../../../domain/answer/design.ts';
import { keepSections, sectionsToKeep } from '../../../domain/answer/keep-sections.ts';
import { keepUnsaid } from '../../../domain/answer/keep-unsaid.ts';
import { draftOf, projectOf, type ScenarioAnswers } from '../../../domain/answer/scenario-of.ts';
import { staysWhole, withKeptParts } from '../../../domain/answer/sections.ts';
import { shapeProblems } from '../../../domain/answer/shape-problems.ts';
import { problemsIn, type Stage } from '../../../domain/answer/stage.ts';
import { storyAnswer } from '../../../domain/answer/story.ts';
import { understandingAnswer } from '../../../domain/answer/understanding.ts';
import type { Brief } from '../../../domain/brief/brief.ts';
import { callOf, checkScenario } from '../../../domain/scenario/check/check-scenario.ts';
import { type Scenario, scenarioSchema } from '../../../domain/scenario/scenario.ts';
import type { DraftRequest, ProviderContext } from '../provider.ts';
import { UnsoundDraft } from '../unsound-draft.ts';
import type { Asking } from './ask.ts';
import { askOrKeep, type Kept, type MendableQuestion } from './ask-or-keep.ts';
import { condense } from './condense.ts';
import type { PromptBook, Redo } from './prompt-book.ts';

/** Most tokens of an answer, with room for thinking. */
const maxTokens = 32_000;

/**
 * Drafts a scenario in three questions, each answer checked before the next is asked: what the notes say, the models and
 * metrics that answer it, the story. Drafting anew asks only for what the instructions are about, and what is to stay is
 * held against the new answer as well.
 *
 * @throws ModelError, AnswerError, and UnsoundDraft with what came out when it does not hold together
 */
export async function draftScenario(
  asking: Asking,
  book: PromptBook,
  { brief, previous, instructions, locked }: DraftRequest,
  context: ProviderContext,
): Promise<Scenario> {
  const kept = previous ? sectionsToKeep(instructions?.section, locked) : [];
  const before = previous && answersOf(previous);
  const condensed = await condense(asking, book, brief.discovery_notes, context);
  const told = { brief, condensed };

  const redo = <S extends Stage>(stage: S): { redo?: Redo<ScenarioAnswers[S]> } => {
    if (!before) return {};
    const { text = '', section } = instructions ?? {};
    return { redo: { answer: before[stage], instructions: text, kept, ...(section === undefined ? {} : { section }) } };
  };
  /** What is to stay whole stays; everything else is asked for, with what is known by then. */
  const answerTo = async <S extends Stage>(
    stage: S,
    known: Pick<ScenarioAnswers, Exclude<Stage, S>> | object,
    ask: () => Pick<MendableQuestion<ScenarioAnswers[S]>, 'task' | 'context' | 'prompt' | 'schema'>,
  ): Promise<ScenarioAnswers[S]> => {
    if (before && staysWhole(stage, kept)) return before[stage];
    const take = (answer: ScenarioAnswers[S]) => {
      const value = before ? withKeptParts(answer, before[stage], kept) : answer;
      // What stays is part of what the answer has to fit; what will be asked for yet is not.
      const whole = { ...(kept.length > 0 ? before : {}), ...known, [stage]: value } as ScenarioAnswers;
      return { value, problems: problemsIn(stage, whole, brief, kept) };
    };
    const question = { ...ask(), maxTokens, take };
    return (await once(asking, question, context)).value;
  };

  const understanding = await answerTo('understanding', {}, () => ({
    task: 'understand-customer',
    ...book.understanding({ ...told, ...redo('understanding') }),
    schema: understandingAnswer,
  }));
  const design = await answerTo('design', { understanding }, () => ({
    task: 'design-models',
    ...book.design({ ...told, understanding, ...redo('design') }),
    schema: designAnswer,
  }));
  const story = await answerTo('story', { understanding, design }, () => ({
    task: 'tell-story',
    ...book.story({ ...told, understanding, project: projectOf(understanding, design), ...redo('story') }),
    schema: storyAnswer,
  }));

  const drafted = {
    ...draftOf({ understanding, design, story }, brief.discovery_notes),
    ...(condensed === undefined ? {} : { condensed: { from: brief.discovery_notes.length, to: condensed.length } }),
  };
  const whole = previous ? keepUnsaid(keepSections(drafted, previous, kept), previous) : drafted;
  return sound(kept.includes('semantic_layer') ? whole : withMissingLayer(whole, brief), brief);
}

/** A layer that was wished for and did not come about, however it was asked for, is said to be missing. */
function withMissingLayer(scenario: Scenario, { include_semantic_layer: wanted }: Brief): Scenario {
  if (!wanted || scenario.semantic_layer) return scenario;
  const note = {
    kind: 'not_met' as const,
    text: 'A semantic layer: the draft has none, though the brief asks for it.',
  };
  return { ...scenario, notes: [note, ...scenario.notes].slice(0, 40) };
}

/** A sound answer to the very same question is found again, so that only what failed is asked again. */
function once<Answer>(
  asking: Asking,
  question: MendableQuestion<Answer>,
  context: ProviderContext,
): Promise<Kept<Answer>> {
  const { task: name, schema, context: shared, prompt } = question;
  const make = () => askOrKeep(asking, question, context);
  // Also of an answer that is found again.
  context.asked?.(name);
  return (
    context.remember?.({
      ...{ name, inputs: { shared, prompt }, make },
      schema: z.object({ value: schema, problems: z.array(z.object({ path: z.string(), message: z.string() })) }),
      keep: ({ problems }) => problems.length === 0,
    }) ?? make()
  );
}

function sound(draft: Scenario, brief: Brief): Scenario {
  const read = scenarioSchema.safeParse(draft);
  const problems = read.success ? checkScenario(read.data, callOf(brief)) : shapeProblems(draft);
  if (read.success && problems.length === 0) return read.data;
  throw new UnsoundDraft({ ...draft }, problems);
}
