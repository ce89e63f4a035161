import type { ModelRequest } from '../src/integrations/ai/model.ts';
import { promptDigest, vendorForm } from './answer-form.ts';

/** A question for a person: what a model would be sent, word for word, and where the answer goes. */
export function promptFile(request: ModelRequest<unknown>, answerPath: string): string {
  const part = (title: string, text: string) =>
    text === '' ? [] : [`${'='.repeat(20)} ${title} ${'='.repeat(20)}`, text];
  return [
    `prompt ${promptDigest(request)}`,
    `Write the answer alone, as JSON of the form at the end, to ${answerPath}`,
    'Below is what a model is sent, word for word. The form is enforced while it writes: every field is there, no other.',
    ...part('SYSTEM', request.system),
    ...part('USER, first part', request.context),
    ...part('USER', request.prompt),
    ...part('FORM OF THE ANSWER (JSON Schema)', JSON.stringify(vendorForm(request), null, 1)),
    '',
  ].join('\n\n');
}

/** Which prompt a file holds. */
export function promptOf(file: string): string | undefined {
  return /^prompt ([0-9a-f]{64})$/m.exec(file)?.[1];
}
