import { join } from 'node:path';
import { noUsage } from '../src/domain/build/model-usage.ts';
import type { Model, ModelAnswer, ModelRequest } from '../src/integrations/ai/model.ts';
import { formDigest, promptDigest, unfitIn } from './answer-form.ts';
import { AnswerMissing } from './answer-missing.ts';
import type { Asked } from './asked.ts';
import { type Desk, layOut } from './desk.ts';
import { person, takeHandedIn } from './handed-in.ts';
import { questionNames } from './question-name.ts';
import { keepRecorded, type RecordedAnswer, readRecorded } from './recorded-answer.ts';
import { answerOf } from './recording-model.ts';

export interface Replaying {
  readonly desk: Desk;
  /** Answers to an earlier form are taken over where they have the present one too. */
  readonly renew?: boolean;
  /** Is told of every question. */
  told(asked: Asked): void;
}

/**
 * A model that gives the answers which are kept. One that is missing or stale has its prompt laid out for a person,
 * whose answer, once it is handed in and has the form, is kept like any other.
 */
export function replayingModel({ desk, renew = false, told }: Replaying): Model {
  const nameOf = questionNames();
  return {
    provider: 'replay',
    // Of another brief, the same request may be answered otherwise.
    model: `${person}, ${desk.brief}`,
    async complete<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
      const digest = promptDigest(request);
      const name = nameOf(request, digest);
      const path = join(desk.answers, `${name}.json`);
      const { taken, refused } = await takeHandedIn(desk, name, request);
      const found = taken ?? (await readRecorded(path));
      const kept = found && renew ? await renewed(path, found, request) : found;
      const fits = kept?.schema === formDigest(request);
      const common = { name, attempt: request.attempt, stale: kept !== undefined && !fits, refused };
      if (!kept || !fits) {
        await layOut(desk, name, request);
        const nothing = { model: '', usage: noUsage, estimated: true, seconds: null };
        told({ ...common, ...nothing, outcome: 'waiting', reworded: false });
        throw new AnswerMissing(name);
      }
      const { model, usage, estimated, seconds } = kept;
      told({ ...common, outcome: 'answered', reworded: kept.prompt !== digest, model, usage, estimated, seconds });
      return answerOf(request, kept);
    },
  };
}

async function renewed(path: string, kept: RecordedAnswer, request: ModelRequest<unknown>): Promise<RecordedAnswer> {
  const schema = formDigest(request);
  if (kept.schema === schema || unfitIn(request, kept.answer).length > 0) return kept;
  const current = { ...kept, schema };
  await keepRecorded(path, current);
  return current;
}
