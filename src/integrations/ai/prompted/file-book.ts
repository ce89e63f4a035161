import { mendAnswer, regenerate } from '../../../domain/prompt/mending-prompts.ts';
import { writeChange, writeRows, writeSql } from '../../../domain/prompt/piece-prompts.ts';
import { designModels, tellStory, theBrief, understandCustomer } from '../../../domain/prompt/scenario-prompts.ts';
import type { Prompts } from '../prompts/prompt-files.ts';
import type { PromptBook, Redo } from './prompt-book.ts';

/** The book whose words are the files of `prompts/`. */
export function fileBook(prompts: Prompts): PromptBook {
  const again = (prompt: string, redo: Redo<unknown> | undefined): string => {
    if (!redo) return prompt;
    const { answer, instructions, section } = redo;
    const request = { prompt, previous: answer, instructions, ...(section === undefined ? {} : { section }) };
    return prompts.render('regenerate', regenerate(request));
  };
  return {
    system: prompts.system.template,
    digest: prompts.digest,
    understanding: ({ brief, redo }) => ({
      context: prompts.render('brief', theBrief({ brief })),
      prompt: again(prompts.render('understand-customer', understandCustomer()), redo),
    }),
    design: ({ brief, understanding, redo }) => ({
      context: prompts.render('brief', theBrief({ brief })),
      prompt: again(prompts.render('design-models', designModels({ brief, understanding })), redo),
    }),
    story: ({ brief, understanding: { wishes }, project, redo }) => ({
      context: prompts.render('brief', theBrief({ brief })),
      prompt: again(prompts.render('tell-story', tellStory({ brief, project, wishes })), redo),
    }),
    rows: ({ brief, scenario, source, asOf }) => ({
      context: '',
      prompt: prompts.render('write-rows', writeRows({ brief, notes: brief.discovery_notes, scenario, source, asOf })),
    }),
    sql: ({ scenario, model }) => ({
      context: '',
      prompt: prompts.render('write-sql', writeSql({ scenario, model })),
    }),
    change: ({ scenario, change, current }) => ({
      context: '',
      prompt: prompts.render('write-change', writeChange({ scenario, change, current })),
    }),
    mend: (request) => prompts.render('mend-answer', mendAnswer(request)),
  };
}
