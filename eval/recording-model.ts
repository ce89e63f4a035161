import { join } from 'node:path';
import type { Usage } from '../src/domain/build/model-usage.ts';
import { noUsage } from '../src/domain/build/model-usage.ts';
import type { Model, ModelAnswer, ModelRequest } from '../src/integrations/ai/model.ts';
import { readAnswer } from '../src/integrations/ai/model-answer.ts';
import { ModelError } from '../src/integrations/ai/model-error.ts';
import { formDigest, promptDigest } from './answer-form.ts';
import type { Asked } from './asked.ts';
import type { Desk } from './desk.ts';
import { questionNames } from './question-name.ts';
import { keepRecorded, type RecordedAnswer, readRecorded } from './recorded-answer.ts';

/**
 * Asks a vendor's model and keeps its answers. An answer that is kept to the very same question is taken, so that a run
 * that broke off goes on where it stood.
 *
 * @param told is told of every question
 */
export function recordingModel(model: Model, desk: Desk, told: (asked: Asked) => void): Model {
  const nameOf = questionNames();
  return {
    ...model,
    async complete<T>(request: ModelRequest<T>, call: Parameters<Model['complete']>[1]): Promise<ModelAnswer<T>> {
      const prompt = promptDigest(request);
      const name = nameOf(request, prompt);
      const path = join(desk.answers, `${name}.json`);
      const schema = formDigest(request);
      const kept = await readRecorded(path);
      const common = { name, attempt: request.attempt, stale: false, reworded: false, refused: [] };
      if (kept?.prompt === prompt && kept.schema === schema) {
        const { usage, estimated, seconds } = kept;
        told({ ...common, outcome: 'answered', model: kept.model, usage, estimated, seconds });
        return answerOf(request, kept);
      }
      const started = performance.now();
      const keep = async (answer: unknown, by: string, usage: Usage) => {
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        const { task, subject, attempt } = request;
        const named = {
          task,
          ...(subject === undefined ? {} : { subject }),
          ...(attempt === undefined ? {} : { attempt }),
        };
        const spent = { model: by, usage, estimated: false, seconds };
        const at = new Date().toISOString();
        await keepRecorded(path, { ...named, brief: desk.brief, schema, prompt, ...spent, at, answer });
        told({ ...common, outcome: 'answered', ...spent });
      };
      try {
        const answer = await model.complete(request, call);
        await keep(answer.value, answer.model, answer.usage);
        return answer;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        const { usage = noUsage, text } = error;
        // An answer in another form is one as well: it is what gets sent back.
        if (error.code === 'ai-unfit' && text !== undefined) await keep(readText(text), model.model, usage);
        else told({ ...common, outcome: 'failed', model: model.model, usage, estimated: false, seconds: null });
        throw error;
      }
    },
  };
}

/** @throws {ModelError} `ai-unfit` when the answer that is kept does not have the form */
export function answerOf<T>(request: ModelRequest<T>, kept: RecordedAnswer): ModelAnswer<T> {
  const { model, usage, answer } = kept;
  const text = JSON.stringify(answer);
  return { value: readAnswer(request, { text, model, usage, requestId: undefined }), usage, model };
}

function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
