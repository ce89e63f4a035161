import { z } from 'zod';
import { piecesOf, type Wire, type WireAnswer, type WireFault } from './wire.ts';

const block = z.looseObject({ type: z.literal('text'), text: z.string().min(1) });
const body = z.looseObject({
  model: z.string(),
  max_tokens: z.number().int().positive(),
  system: z.array(block).default([]),
  messages: z.tuple([z.looseObject({ role: z.literal('user'), content: z.array(block).min(1) })]),
  output_config: z.looseObject({ format: z.object({ type: z.literal('json_schema'), schema: z.looseObject({}) }) }),
  stream: z.boolean().default(false),
});

const kinds: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** Anthropic's Messages interface, version 2026-10-21. */
export const anthropicWire: Wire = {
  answerPath: '/v1/messages',
  modelsPath: '/v1/models',
  requestIdHeader: 'request-id',

  read(raw) {
    const { model, max_tokens, system, messages, output_config, stream } = body.parse(raw);
    const texts = messages[0].content.map((part) => part.text);
    const { schema } = output_config.format;
    return {
      model,
      task: String(schema.title ?? ''),
      system: system.map((part) => part.text).join('\n'),
      context: texts.slice(0, -1).join('\n'),
      prompt: texts.at(-1) ?? '',
      schema,
      maxTokens: max_tokens,
      stream,
    };
  },

  plain: (answer) => ({
    ...opening(answer),
    content: answer.end === 'refused' ? [] : [thinking, { type: 'text', text: answer.text, citations: null }],
    ...ending(answer),
    usage: { ...usageOf(answer), output_tokens: answer.usage.output },
  }),

  events(answer, characters) {
    const pieces = answer.end === 'refused' ? [] : piecesOf(answer.text, characters);
    return [
      { type: 'message_start', message: { ...opening(answer), usage: { ...usageOf(answer), output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { ...thinking, signature: '' } },
      { type: 'ping' },
      { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2lnbmVk' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
      ...pieces.map((text) => ({ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } })),
      { type: 'content_block_stop', index: 1 },
      { type: 'message_delta', delta: ending(answer), usage: { output_tokens: answer.usage.output } },
      { type: 'message_stop' },
    ].map((data) => ({
      name: data.type,
      data,
      piece: 'delta' in data && data.delta !== undefined && 'text' in data.delta,
    }));
  },

  fault,
  faultEvent: (given) => ({ name: 'error', data: fault(given) }),
  ping: 'event: ping\ndata: {"type":"ping"}\n\n',

  models: {
    data: [
      model('claude-sonnet-5-5', '2026-09-28T00:00:00Z'),
      model('claude-opus-5-5', '2026-09-22T00:00:00Z'),
      model('claude-haiku-5-5', '2026-10-07T00:00:00Z'),
      { ...model('claude-old-1', '2023-01-01T00:00:00Z'), lifecycle: 'retired' },
      {
        ...model('claude-plain-1', '2024-01-01T00:00:00Z'),
        capabilities: { structured_outputs: { supported: false } },
      },
    ],
    has_more: false,
    first_id: 'claude-sonnet-5-5',
    last_id: 'claude-plain-1',
  },
};

const thinking = { type: 'thinking', thinking: '', signature: 'c2lnbmVk' };

function opening({ id, model: name }: WireAnswer) {
  return { id, type: 'message', role: 'assistant', model: name, content: [], stop_reason: null, stop_sequence: null };
}

function ending({ end }: WireAnswer) {
  const reasons = { complete: 'end_turn', refused: 'refusal', limit: 'max_tokens' };
  const details = end === 'refused' ? { type: 'refusal', category: 'general_harms', explanation: null } : null;
  return { stop_reason: reasons[end], stop_sequence: null, stop_details: details };
}

function usageOf({ usage }: WireAnswer) {
  return {
    input_tokens: usage.input - usage.cached - usage.cacheWrite,
    cache_read_input_tokens: usage.cached,
    cache_creation_input_tokens: usage.cacheWrite,
  };
}

function fault({ status, kind, message, requestId }: WireFault) {
  const type = kind ?? kinds[status ?? 500] ?? 'api_error';
  return { type: 'error', error: { type, message: message ?? `A failure of the kind ${type}` }, request_id: requestId };
}

function model(id: string, created_at: string) {
  const capabilities = { structured_outputs: { supported: true } };
  return { type: 'model', id, display_name: id, created_at, lifecycle: 'active', capabilities };
}
