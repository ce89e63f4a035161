import { createHash } from 'node:crypto';
import { answerVersion } from '../../../domain/answer/version.ts';
import type { Model } from '../model.ts';
import type { AiProvider } from '../provider.ts';
import type { Asking } from './ask.ts';
import { draftScenario } from './draft.ts';
import { writeChange, writeRows, writeSql } from './pieces.ts';
import type { Prompt, PromptBook } from './prompt-book.ts';
import { repairPiece } from './repair.ts';

/** A provider that asks a vendor's model, in the words of a book of prompts. */
export function createPromptedProvider(model: Model, book: PromptBook): AiProvider {
  const asking: Asking = {
    ...{ model, system: book.system },
    mend: (request) => book.mend(request),
    simpler: (request) => book.simpler(request),
  };
  return {
    name: model.provider,
    version: createHash('sha256').update(`${answerVersion} ${model.model} ${book.digest}`).digest('hex').slice(0, 16),
    prompts: book.files,
    draftScenario: (request, context) => draftScenario(asking, book, request, context),
    generateRows: (request, context) => writeRows(asking, book, request, context),
    generateSql: (request, context) => writeSql(asking, book, request, context),
    generateChange: (request, context) => writeChange(asking, book, request, context),
    repair: (request, context) => repairPiece(asking, book, request, context),
    asks: {
      rows: (request) => words(book.rows(request)),
      sql: (request) => words(book.sql(request)),
      change: (request) => words(book.change(request)),
    },
  };
}

function words({ context, prompt }: Prompt): string {
  return `${context}\n${prompt}`;
}
