/** The prompts that are asked with, each a file `prompts/{task}.md`; `brief` is what calls for one scenario share. */
export const promptTasks = [
  'brief',
  'condense-notes',
  'understand-customer',
  'design-models',
  'tell-story',
  'write-rows',
  'write-sql',
  'write-change',
  'mend-answer',
  'simpler-scenario',
  'regenerate',
  'repair-sql',
  'repair-rows',
] as const;
export type PromptTask = (typeof promptTasks)[number];
