import { mendAnswer, regenerate, simplerScenario } from '../../../domain/prompt/mending-prompts.ts';
import { repairRows, repairSql, writeChange, writeRows, writeSql } from '../../../domain/prompt/piece-prompts.ts';
import {
  condenseNotes,
  designModels,
  tellStory,
  theBrief,
  understandCustomer,
} from '../../../domain/prompt/scenario-prompts.ts';
import { promptTasks } from '../../../domain/prompt/tasks.ts';
import type { Prompts } from '../prompts/prompt-files.ts';
import type { Again } from '../provider.ts';
import type { PromptBook, Redo, Told } from './prompt-book.ts';

/** The book whose words are the files of `prompts/`. */
export function fileBook(prompts: Prompts): PromptBook {
  const again = (prompt: string, redo: Redo<unknown> | undefined): string => {
    if (!redo) return prompt;
    const { answer, ...wish } = redo;
    return prompts.render('regenerate', regenerate({ prompt, previous: answer, ...wish }));
  };
  const shared = ({ brief, condensed }: Told): string =>
    prompts.render('brief', theBrief({ brief, ...(condensed === undefined ? {} : { condensed }) }));
  return {
    system: prompts.system.template,
    digest: prompts.digest,
    files: [
      { name: 'system', digest: prompts.system.digest },
      ...prompts.guidance.map(({ file, digest }) => ({ name: `guidance/${file}`, digest })),
      ...promptTasks.map((name) => ({ name, digest: prompts.tasks[name].digest })),
    ],
    condense: (request) => ({ context: '', prompt: prompts.render('condense-notes', condenseNotes(request)) }),
    understanding: ({ redo, ...told }) => ({
      context: shared(told),
      prompt: again(prompts.render('understand-customer', understandCustomer()), redo),
    }),
    design: ({ understanding, redo, ...told }) => ({
      context: shared(told),
      prompt: again(prompts.render('design-models', designModels({ brief: told.brief, understanding })), redo),
    }),
    story: ({ understanding: { wishes }, project, redo, ...told }) => ({
      context: shared(told),
      prompt: again(prompts.render('tell-story', tellStory({ brief: told.brief, project, wishes })), redo),
    }),
    rows: ({ brief, scenario, source, asOf, written = [], again: anew }) => ({
      context: '',
      prompt: again(
        prompts.render(
          'write-rows',
          writeRows({ brief, notes: brief.discovery_notes, scenario, source, asOf, written }),
        ),
        redoOf(anew),
      ),
    }),
    sql: ({ scenario, model, again: anew }) => ({
      context: '',
      prompt: again(prompts.render('write-sql', writeSql({ scenario, model })), redoOf(anew)),
    }),
    change: ({ scenario, change, current, again: anew }) => ({
      context: '',
      prompt: again(prompts.render('write-change', writeChange({ scenario, change, current })), redoOf(anew)),
    }),
    repairSql: (request) => ({ context: '', prompt: prompts.render('repair-sql', repairSql(request)) }),
    repairRows: ({ piece, errors, ...request }) => {
      const { brief, scenario } = request;
      const prompt = prompts.render('write-rows', writeRows({ ...request, notes: brief.discovery_notes }));
      return { context: '', prompt: prompts.render('repair-rows', repairRows({ prompt, scenario, piece, errors })) };
    },
    mend: (request) => prompts.render('mend-answer', mendAnswer(request)),
    simpler: (request) => prompts.render('simpler-scenario', simplerScenario(request)),
  };
}

/** Without a wish the same question is asked once more, and answered otherwise. */
function redoOf<Piece>(anew: Again<Piece> | undefined): Redo<Piece> | undefined {
  return anew?.wish && { answer: anew.wish.previous, instructions: anew.wish.instructions };
}
