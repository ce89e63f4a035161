import { z } from 'zod';
import { piecesOf, type Wire, type WireAnswer, type WireFault } from './wire.ts';

const body = z.looseObject({
  model: z.string(),
  instructions: z.string(),
  input: z.tuple([
    z.looseObject({
      role: z.literal('user'),
      content: z.array(z.looseObject({ type: z.literal('input_text'), text: z.string() })).min(1),
    }),
  ]),
  max_output_tokens: z.number().int().positive(),
  text: z.looseObject({
    format: z.object({
      type: z.literal('json_schema'),
      name: z.string().regex(/^[\w-]{1,64}$/),
      schema: z.looseObject({ type: z.literal('object') }),
      strict: z.literal(true),
    }),
  }),
  stream: z.boolean().default(false),
});

const codes: Record<number, string> = {
  401: 'invalid_api_key',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
  500: 'server_error',
};

/** OpenAI's Responses interface. */
export const openaiWire: Wire = {
  answerPath: '/openai/v1/responses',
  modelsPath: '/openai/v1/models',
  requestIdHeader: 'x-request-id',

  read(raw) {
    const { model, instructions, input, max_output_tokens, text, stream } = body.parse(raw);
    const texts = input[0].content.map((part) => part.text);
    return {
      model,
      task: text.format.name,
      system: instructions,
      context: texts.slice(0, -1).join('\n'),
      prompt: texts.at(-1) ?? '',
      schema: text.format.schema,
      maxTokens: max_output_tokens,
      stream,
    };
  },

  plain: (answer) => ({ ...ended(answer), output_text: answer.text }),

  events(answer, characters) {
    const at = { output_index: 1, content_index: 0, item_id: 'msg_1' };
    const refused = answer.end === 'refused';
    const written = refused
      ? [{ type: 'response.refusal.delta', ...at, delta: refusal }]
      : piecesOf(answer.text, characters).map((delta) => ({ type: 'response.output_text.delta', ...at, delta }));
    const last = answer.end === 'limit' ? 'response.incomplete' : 'response.completed';
    return [
      { type: 'response.created', response: begun(answer) },
      { type: 'response.in_progress', response: begun(answer) },
      { type: 'response.output_item.added', output_index: 0, item: reasoning },
      { type: 'response.output_item.done', output_index: 0, item: reasoning },
      { type: 'response.output_item.added', output_index: 1, item: { ...message(answer), content: [] } },
      { type: 'response.content_part.added', ...at, part: { type: 'output_text', text: '', annotations: [] } },
      ...written,
      { type: 'response.content_part.done', ...at, part: message(answer).content[0] },
      { type: 'response.output_item.done', output_index: 1, item: message(answer) },
      { type: last, response: ended(answer) },
    ].map((data, sequence_number) => ({
      name: data.type,
      data: { ...data, sequence_number },
      piece: data.type === 'response.output_text.delta',
    }));
  },

  fault: (given) => ({ error: faultOf(given) }),
  faultEvent: (given) => ({ name: 'error', data: { ...faultOf(given), type: 'error', sequence_number: 99 } }),
  ping: ': keep-alive\n\n',

  models: {
    object: 'list',
    data: [
      model('gpt-6-sol', 1_790_000_000),
      model('gpt-6.1-sol', 1_790_600_000),
      model('gpt-6-luna', 1_790_000_001),
      model('gpt-4o-audio-preview', 1_727_000_000),
      model('text-embedding-3-large', 1_705_000_000),
      { ...model('gpt-5.2', 1_765_000_000), shutdown_date: '2026-01-01' },
    ],
  },
};

const refusal = 'I cannot help with that.';
const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] };

function begun({ id, model: name }: WireAnswer) {
  return {
    ...{ id, object: 'response', created_at: 1_795_000_000, model: name, status: 'in_progress', output: [] },
    ...{ error: null, incomplete_details: null, usage: null },
  };
}

function ended(answer: WireAnswer) {
  const { input, cached, cacheWrite, output } = answer.usage;
  return {
    ...begun(answer),
    status: answer.end === 'limit' ? 'incomplete' : 'completed',
    incomplete_details: answer.end === 'limit' ? { reason: 'max_output_tokens' } : null,
    output: [reasoning, message(answer)],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: cacheWrite },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
}

function message({ end, text }: WireAnswer) {
  const part = end === 'refused' ? { type: 'refusal', refusal } : { type: 'output_text', text, annotations: [] };
  return { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part] };
}

function faultOf({ status, kind, message: words }: WireFault) {
  const code = kind ?? codes[status ?? 500] ?? null;
  const type = status === 401 || status === 400 ? 'invalid_request_error' : (code ?? 'server_error');
  return { message: words ?? `A failure of the kind ${code}`, type, param: null, code };
}

function model(id: string, created: number) {
  return { object: 'model', id, created, owned_by: 'system' };
}
