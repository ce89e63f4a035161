import type Anthropic from '@anthropic-ai/sdk';
import { APIError } from '@anthropic-ai/sdk/core/error';
import type { Usage } from '../../domain/build/model-usage.ts';
import { toAnthropicSchema } from './anthropic-schema.ts';
import {
  defaultLimits,
  type Model,
  type ModelAnswer,
  type ModelRequest,
  type ModelVendor,
  type VendorAccess,
} from './model.ts';
import { readAnswer } from './model-answer.ts';
import { NoAnswer, runCall, runLook, type Seen } from './model-call.ts';
import { ModelError, type ModelErrorDetails } from './model-error.ts';
import type { VendorRefusal } from './model-failure.ts';
import { checkedKey } from './model-key.ts';

const title = 'Anthropic';

/** Claude models, by the Messages interface with structured output. */
export const anthropic: ModelVendor = {
  id: 'anthropic',
  title,
  keyStart: 'sk-ant-',

  open(access, model, limits = defaultLimits): Model {
    const { key, baseURL, host } = doorOf(access);
    const vendor = { callee: { title, key, address: host, model }, refusalOf };
    return {
      provider: 'anthropic',
      model,
      complete: (request, call) =>
        runCall(vendor, request, call, limits, async ({ signal, fetch }, seen) => {
          const client = await clientOf(key, baseURL, { fetch, timeout: limits.totalMs });
          const { data, response } = await client.messages
            .create({ ...bodyOf(request, model), stream: true }, { signal })
            .withResponse();
          seen.stage = 'taken';
          seen.requestId = response.headers.get('request-id') ?? undefined;
          const told = await follow(data, seen);
          // An aborted stream ends as if it were complete.
          signal.throwIfAborted();
          return answerOf(request, model, told, seen);
        }),
    };
  },

  async list(access, signal) {
    const { key, baseURL, host } = doorOf(access);
    return runLook({ callee: { title, key, address: host }, refusalOf }, signal, async (bounded) => {
      const models = [];
      const client = await clientOf(key, baseURL, {});
      for await (const model of client.models.list({ limit: 1000 }, { signal: bounded })) {
        models.push(model);
      }
      // A page in its place has no models in it.
      if (models.length === 0) throw new NoAnswer('the list has no models');
      return models
        .filter((model) => model.lifecycle !== 'retired' && model.capabilities?.structured_outputs?.supported !== false)
        .sort((one, other) => other.created_at.localeCompare(one.created_at))
        .map((model) => model.id);
    });
  },
};

function doorOf(access: VendorAccess) {
  const baseURL = access.baseUrl ?? 'https://api.anthropic.com';
  return { key: checkedKey(anthropic, access), baseURL, host: new URL(baseURL).host };
}

/**
 * The step tries again, not the client; and the client's log would write prompts and broken answers in full. Loaded at
 * the first call: a service that writes with blueprints alone starts sooner.
 */
async function clientOf(
  apiKey: string,
  baseURL: string,
  options: { fetch?: typeof fetch; timeout?: number },
): Promise<Anthropic> {
  const { default: Anthropic } = await import('@anthropic-ai/sdk');
  return new Anthropic({ apiKey, baseURL, maxRetries: 0, logLevel: 'off', openTelemetry: false, ...options });
}

function bodyOf({ task, system, context, prompt, schema, maxTokens }: ModelRequest<unknown>, model: string) {
  const cached = (text: string): Anthropic.TextBlockParam[] =>
    // The vendor takes no empty block.
    text === '' ? [] : [{ type: 'text', text, cache_control: { type: 'ephemeral' } }];
  return {
    model,
    max_tokens: maxTokens,
    system: cached(system),
    messages: [{ role: 'user' as const, content: [...cached(context), { type: 'text' as const, text: prompt }] }],
    output_config: { format: formOf(schema, task) },
  };
}

function formOf(schema: ModelRequest<unknown>['schema'], task: string) {
  try {
    return toAnthropicSchema(schema, task);
  } catch (cause) {
    throw new ModelError('ai-request-refused', `The answer of “${task}” cannot be asked for in ${title}’s form.`, {
      cause,
    });
  }
}

/** What a stream has told by its end. */
interface Told {
  text: string;
  model?: string;
  stop?: Anthropic.StopReason | null;
  refusal?: string | null | undefined;
}

async function follow(events: AsyncIterable<Anthropic.RawMessageStreamEvent>, seen: Seen): Promise<Told> {
  const told: Told = { text: '' };
  for await (const event of events) {
    seen.stage = 'answering';
    if (event.type === 'message_start') {
      told.model = event.message.model;
      seen.usage = usageOf(event.message.usage);
    } else if (event.type === 'content_block_start' && event.content_block.type === 'text') {
      told.text += event.content_block.text;
    } else if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
      told.text += event.delta.text;
      seen.wrote(event.delta.text.length);
    } else if (event.type === 'message_delta') {
      told.stop = event.delta.stop_reason;
      told.refusal = event.delta.stop_details?.category;
      seen.usage = { ...(seen.usage ?? usageOf(event.usage)), outputTokens: event.usage.output_tokens };
    }
  }
  return told;
}

function answerOf<T>(request: ModelRequest<T>, asked: string, told: Told, seen: Seen): ModelAnswer<T> {
  const { text, model = asked, stop } = told;
  const { requestId, usage } = seen;
  const details: ModelErrorDetails = { usage, requestId, text };
  if (!stop) throw new Error('the stream ended without saying why');
  if (stop === 'refusal') {
    const about = told.refusal && /^[a-z_]{1,40}$/.test(told.refusal) ? ` (${told.refusal.replaceAll('_', ' ')})` : '';
    throw new ModelError('ai-refused', `${title}’s ${model} declined to write this answer${about}.`, details);
  }
  if (stop !== 'end_turn') throw new ModelError('ai-cut-off', cutOff[stop](model, request.maxTokens), details);
  const value = readAnswer(request, { text, model, usage, requestId });
  return { value, model, usage: usage ?? usageOf({}), ...(requestId ? { requestId } : {}) };
}

const unfinished = (model: string) => `The answer of ${model} stopped before its end.`;
const cutOff: Record<Exclude<Anthropic.StopReason, 'end_turn' | 'refusal'>, (model: string, most: number) => string> = {
  max_tokens: (model, most) =>
    `The answer of ${model} is longer than the ${most.toLocaleString('en-US')} tokens it may have, and was cut off.`,
  model_context_window_exceeded: (model) => `The request and its answer are more than ${model} can hold at once.`,
  pause_turn: unfinished,
  stop_sequence: unfinished,
  tool_use: unfinished,
};

type Counted = {
  [Name in 'input_tokens' | 'cache_read_input_tokens' | 'cache_creation_input_tokens' | 'output_tokens']?:
    | number
    | null;
};

/** Anthropic counts what was read from the cache and what was written to it apart from the rest of the prompt. */
function usageOf(counted: Counted): Usage {
  const cachedInputTokens = counted.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = counted.cache_creation_input_tokens ?? 0;
  return {
    inputTokens: (counted.input_tokens ?? 0) + cachedInputTokens + cacheWriteTokens,
    cachedInputTokens,
    cacheWriteTokens,
    outputTokens: counted.output_tokens ?? 0,
  };
}

function refusalOf(error: unknown): VendorRefusal | undefined {
  if (!(error instanceof APIError)) return undefined;
  const { status, type, errorCode, apiMessage, headers } = error;
  if (status === undefined && !type) return undefined;
  return { status, kinds: [type, errorCode].filter((kind) => kind != null), words: apiMessage ?? '', headers };
}
