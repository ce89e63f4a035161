import { answersOf } from '../../../domain/answer/answers-of.ts';
import { sectionsToKeep } from '../../../domain/answer/keep-sections.ts';
import { projectOf } from '../../../domain/answer/scenario-of.ts';
import { staysWhole } from '../../../domain/answer/sections.ts';
import { type Stage, stages } from '../../../domain/answer/stage.ts';
import { sourceId } from '../../../domain/naming/names.ts';
import { longestNotesSent, notesParts } from '../../../domain/prompt/notes-parts.ts';
import type { PreviewPrompts, PreviewRequest, ShownPrompt } from '../../../domain/prompt/preview.ts';
import type { PromptTask } from '../../../domain/prompt/tasks.ts';
import { modelsOfSql } from '../../../domain/scenario/models-of-sql.ts';
import type { Scenario } from '../../../domain/scenario/scenario.ts';
import { longestGuidance, type Prompts } from '../prompts/prompt-files.ts';
import { fileBook } from './file-book.ts';
import type { Prompt, PromptBook } from './prompt-book.ts';

const tasks = { understanding: 'understand-customer', design: 'design-models', story: 'tell-story' } as const;

/** Shows the questions of these prompt files word for word, by the same functions that put them together to be sent. */
export function promptPreview(prompts: Prompts): PreviewPrompts {
  const book = fileBook(prompts);
  return (request) => ({
    system: book.system,
    guidance: prompts.guidance.map(({ file, characters }) => ({ file, characters })),
    longestGuidance,
    prompts: [
      ...condensing(book, request),
      ...drafting(book, prompts, request),
      ...(request.scenario && !request.wish ? pieces(book, request, request.scenario) : []),
    ],
  });
}

function isLong({ brief }: PreviewRequest): boolean {
  return brief.discovery_notes.trim().length > longestNotesSent;
}

function condensing(book: PromptBook, request: PreviewRequest): ShownPrompt[] {
  if (!isLong(request) || (request.scenario && !request.wish)) return [];
  const texts = notesParts(request.brief.discovery_notes);
  return texts.map((text, index) => ({
    task: 'condense-notes',
    subject: `part ${index + 1} of ${texts.length}`,
    ...book.condense({ text, part: index + 1, parts: texts.length }),
  }));
}

function drafting(book: PromptBook, prompts: Prompts, request: PreviewRequest): ShownPrompt[] {
  const { brief, scenario, wish } = request;
  const shared = { brief, ...(isLong(request) ? { condensed: 'The parts above, condensed, stand here.' } : {}) };
  const long = isLong(request) ? 'The notes are condensed before it is sent.' : undefined;
  if (!scenario) {
    const template = (task: PromptTask, from: string): ShownPrompt => ({
      ...{ task, context: '', prompt: prompts.tasks[task].template },
      differs: `Its blanks are filled from ${from}.`,
    });
    return [
      shown(tasks.understanding, book.understanding(shared), long),
      template(tasks.design, 'the answer to the question above'),
      template(tasks.story, 'the answers to the questions above'),
    ];
  }
  if (!wish) return [];
  const kept = sectionsToKeep(wish.section, wish.locked);
  const before = answersOf(scenario);
  const redo = <S extends Stage>(stage: S) => {
    const { instructions, section } = wish;
    return { redo: { answer: before[stage], instructions, kept, ...(section === undefined ? {} : { section }) } };
  };
  const asked: Record<Stage, () => Prompt> = {
    understanding: () => book.understanding({ ...shared, ...redo('understanding') }),
    design: () => book.design({ ...shared, understanding: before.understanding, ...redo('design') }),
    story: () =>
      book.story({
        ...{ ...shared, understanding: before.understanding },
        ...{ project: projectOf(before.understanding, before.design), ...redo('story') },
      }),
  };
  return stages
    .filter((stage) => !staysWhole(stage, kept))
    .map((stage, index) => {
      const follows = index > 0 ? 'It is put together anew from the answers before it.' : undefined;
      return shown(tasks[stage], asked[stage](), follows ?? long);
    });
}

/** Questions for the pieces of a scenario, each of which is sent when the piece is missing. */
function pieces(book: PromptBook, { brief, asOf = '' }: PreviewRequest, scenario: Scenario): ShownPrompt[] {
  const rows = scenario.sources.map((one): ShownPrompt => {
    const source = sourceId(one);
    const refers = one.columns.some(({ references }) => references !== undefined);
    const differs = refers ? 'The keys of the sources that it refers to are added once they are written.' : undefined;
    return { ...shown('write-rows', book.rows({ brief, scenario, source, asOf }), differs), subject: source };
  });
  const models = modelsOfSql(scenario).map(
    ({ name }): ShownPrompt => ({
      ...shown('write-sql', book.sql({ brief, scenario, model: name }), undefined),
      subject: name,
    }),
  );
  return [...rows, ...models];
}

function shown(task: string, prompt: Prompt, differs: string | undefined): ShownPrompt {
  return { task, ...prompt, ...(differs === undefined ? {} : { differs }) };
}
