import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { noUsage } from '../src/domain/build/model-usage.ts';
import { guessTokens, type ModelRequest } from '../src/integrations/ai/model.ts';
import { formDigest, promptDigest, unfitIn, vendorForm } from './answer-form.ts';
import type { Desk } from './desk.ts';
import { promptOf } from './prompt-file.ts';
import { keepRecorded, type RecordedAnswer, readIfThere } from './recorded-answer.ts';

/** Who answered where no model did. */
export const person = 'by hand';

/** Takes in what a person wrote, or says why not; what is refused stays where it is. */
export async function takeHandedIn(
  { open, answers, brief }: Desk,
  name: string,
  request: ModelRequest<unknown>,
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
  await keepRecorded(join(answers, `${name}.json`), taken);
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
