import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { guessTokens, type Model, type ModelAnswer, type ModelRequest, noUsage } from '../src/integrations/ai/model.ts';
import { formDigest, promptDigest, unfitIn, vendorForm } from './answer-form.ts';
import { AnswerMissing } from './answer-missing.ts';
import type { Asked } from './asked.ts';
import { promptFile, promptOf } from './prompt-file.ts';
import { questionNames } from './question-name.ts';
import { keepRecorded, type RecordedAnswer, readIfThere, readRecorded } from './recorded-answer.ts';

/** Where the answers of one brief are kept, and where its open prompts lie. */
export interface Desk {
  readonly brief: string;
  /** Holds `{question}.json`. */
  readonly answers: string;
  /** Holds `{question}.prompt.md`, and takes `{question}.answer.json`. */
  readonly open: string;
}

/** Who answered where no model did. */
const person = 'by hand';

/**
 * A model that gives the answers which are kept. One that is missing or stale has its prompt written out for a person,
 * whose answer, once it is handed in and has the form, is kept like any other.
 *
 * @param told is told of every question
 */
export function replayingModel(desk: Desk, told: (asked: Asked) => void): Model {
  const nameOf = questionNames();
  return {
    provider: 'replay',
    // Of another brief, the same request may be answered otherwise.
    model: `${person}, ${desk.brief}`,
    async complete<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
      const name = nameOf(request, promptDigest(request));
      const path = join(desk.answers, `${name}.json`);
      const handed = await takeHanded(desk, name, request, path);
      const kept = handed.taken ?? (await readRecorded(path));
      const fits = kept?.schema === formDigest(request);
      const common = { name, attempt: request.attempt, stale: kept !== undefined && !fits, refused: handed.refused };
      if (!kept || !fits) {
        await layOut(desk, name, request);
        const nothing = { model: '', usage: noUsage, estimated: true, seconds: null };
        told({ ...common, outcome: 'waiting', reworded: false, ...nothing });
        throw new AnswerMissing(name);
      }
      const { model, usage, estimated, seconds } = kept;
      const reworded = kept.prompt !== promptDigest(request);
      told({ ...common, outcome: 'answered', reworded, model, usage, estimated, seconds });
      return { value: request.schema.parse(kept.answer), usage, model };
    },
  };
}

async function layOut({ open }: Desk, name: string, request: ModelRequest<unknown>): Promise<void> {
  await mkdir(open, { recursive: true });
  await writeFile(join(open, `${name}.prompt.md`), promptFile(request, join(open, `${name}.answer.json`)));
}

/** Takes in what a person wrote, or says why not; what is refused stays where it is. */
async function takeHanded(
  { open, brief }: Desk,
  name: string,
  request: ModelRequest<unknown>,
  path: string,
): Promise<{ readonly taken?: RecordedAnswer; readonly refused: readonly string[] }> {
  const handedIn = join(open, `${name}.answer.json`);
  const text = await readIfThere(handedIn);
  if (text === undefined) return { refused: [] };
  const read = readJson(text);
  const refused = read.ok ? unfitIn(request, read.value) : [read.problem];
  if (!read.ok || refused.length > 0) return { refused };
  const prompt = join(open, `${name}.prompt.md`);
  const { task, subject, attempt, system, context, prompt: words } = request;
  const taken: RecordedAnswer = {
    task,
    ...(subject === undefined ? {} : { subject }),
    ...(attempt === undefined ? {} : { attempt }),
    brief,
    schema: formDigest(request),
    // It answers the prompt that the person read.
    prompt: promptOf((await readIfThere(prompt)) ?? '') ?? promptDigest(request),
    model: person,
    usage: {
      ...noUsage,
      inputTokens: guessTokens([system, context, words, JSON.stringify(vendorForm(request))].join('').length),
      outputTokens: guessTokens(JSON.stringify(read.value).length),
    },
    estimated: true,
    seconds: null,
    at: new Date().toISOString(),
    answer: read.value,
  };
  await keepRecorded(path, taken);
  await Promise.all([rm(handedIn), rm(prompt, { force: true })]);
  return { taken, refused: [] };
}

function readJson(text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, problem: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
