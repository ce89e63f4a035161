import type { Model, ModelRequest } from '../../../../src/integrations/ai/model.ts';
import { ModelError } from '../../../../src/integrations/ai/model-error.ts';
import type { PromptBook } from '../../../../src/integrations/ai/prompted/prompt-book.ts';

export const usage = { inputTokens: 100, cachedInputTokens: 40, cacheWriteTokens: 0, outputTokens: 20 };

/** Answers each task from its list, one after another; the last answer stands for all further ones. */
export function scriptedModel(answers: Readonly<Record<string, readonly unknown[]>>): {
  readonly model: Model;
  readonly asked: ModelRequest<unknown>[];
} {
  const asked: ModelRequest<unknown>[] = [];
  const model: Model = {
    provider: 'scripted',
    model: 'scripted-1',
    async complete(request) {
      const before = asked.filter(({ task }) => task === request.task).length;
      asked.push(request as ModelRequest<unknown>);
      const list = answers[request.task] ?? [];
      const answer = list[Math.min(before, list.length - 1)];
      const read = request.schema.safeParse(answer);
      if (read.success) return { value: read.data, usage, model: 'scripted-1-of-today' };
      const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new ModelError('ai-unfit', 'The answer does not fit.', { usage, problems, text: JSON.stringify(answer) });
    },
  };
  return { model, asked };
}

/** A book whose prompts are the requests themselves. */
export const plainBook: PromptBook = {
  system: 'rules',
  digest: '0'.repeat(64),
  files: [
    { name: 'system', digest: '1'.repeat(64) },
    { name: 'design-models', digest: '2'.repeat(64) },
  ],
  condense: ({ text, part, parts }) => said({ text, part, parts }),
  understanding: ({ brief, condensed, redo }) => said({ company: brief.company, condensed, redo }),
  design: ({ redo }) => said({ redo }),
  story: ({ project, redo }) => said({ marts: project.marts.map(({ name }) => name), redo }),
  rows: ({ source }) => said({ source }),
  sql: ({ model }) => said({ model }),
  change: ({ change }) => said({ change }),
  repairSql: ({ piece, errors }) => said({ piece, errors }),
  repairRows: ({ piece, errors }) => said({ piece, errors }),
  mend: ({ answer, problems }) => JSON.stringify({ answer, problems }),
  simpler: ({ prompt, problems }) => JSON.stringify({ simpler: prompt, problems }),
};

function said(request: object): { context: string; prompt: string } {
  return { context: 'shared', prompt: JSON.stringify(request) };
}
