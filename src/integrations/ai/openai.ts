import { createHash } from 'node:crypto';
import type OpenAI from 'openai';
import { APIConnectionError, APIError } from 'openai/core/error';
import type { Usage } from '../../domain/build/model-usage.ts';
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
import { answersInForms } from './openai-models.ts';
import { toOpenAiSchema } from './openai-schema.ts';

const title = 'OpenAI';

/** GPT models, by the Responses interface with structured output. */
export const openai: ModelVendor = {
  id: 'openai',
  title,
  keyStart: 'sk-',

  open(access, model, limits = defaultLimits): Model {
    const { key, baseURL, host } = doorOf(access);
    const vendor = { callee: { title, key, address: host, model }, refusalOf };
    return {
      provider: 'openai',
      model,
      complete: (request, call) =>
        runCall(vendor, request, call, limits, async ({ signal, fetch }, seen) => {
          const client = await clientOf(key, baseURL, { fetch, timeout: limits.totalMs });
          const { data, response } = await client.responses
            .create({ ...bodyOf(request, model), stream: true }, { signal })
            .withResponse();
          seen.stage = 'taken';
          seen.requestId = response.headers.get('x-request-id') ?? undefined;
          const final = await follow(data, seen);
          // An aborted stream ends as if it were complete.
          signal.throwIfAborted();
          return answerOf(request, final, seen);
        }),
    };
  },

  async list(access, signal) {
    const { key, baseURL, host } = doorOf(access);
    return runLook({ callee: { title, key, address: host }, refusalOf }, signal, async (bounded) => {
      const client = await clientOf(key, baseURL, {});
      const { data } = await client.models.list({ signal: bounded });
      // A page in its place has no models in it.
      if (!data?.length) throw new NoAnswer('the list has no models');
      const today = new Date().toISOString();
      return data
        .filter((model) => answersInForms(model.id) && (model.shutdown_date ?? '9999') > today)
        .sort((one, other) => other.created - one.created)
        .map((model) => model.id);
    });
  },
};

function doorOf(access: VendorAccess) {
  const baseURL = access.baseUrl ?? 'https://api.openai.com/v1';
  return { key: checkedKey(openai, access), baseURL, host: new URL(baseURL).host };
}

/**
 * The step tries again, not the client. An organisation of the environment's may not be that of a typed key. Loaded at
 * the first call: a service that writes with blueprints alone starts sooner.
 */
async function clientOf(
  apiKey: string,
  baseURL: string,
  options: { fetch?: typeof fetch; timeout?: number },
): Promise<OpenAI> {
  const { default: OpenAI } = await import('openai');
  const nobody = { organization: null, project: null };
  return new OpenAI({ apiKey, baseURL, maxRetries: 0, logLevel: 'off', ...nobody, ...options });
}

function bodyOf({ task, system, context, prompt, schema, maxTokens }: ModelRequest<unknown>, model: string) {
  const texts = [context, prompt].filter((text) => text !== '');
  return {
    model,
    // What stays the same comes first: the vendor caches by the longest beginning that it has seen.
    instructions: system,
    input: [{ role: 'user' as const, content: texts.map((text) => ({ type: 'input_text' as const, text })) }],
    // Calls with the same beginning, of which the form is a part, go where it is cached.
    prompt_cache_key: createHash('sha256')
      .update(JSON.stringify([task, system, context]))
      .digest('hex')
      .slice(0, 32),
    max_output_tokens: maxTokens,
    // A customer's notes are not kept at the vendor's for later.
    store: false,
    text: { format: formOf(schema, task) },
  };
}

function formOf(schema: ModelRequest<unknown>['schema'], task: string) {
  try {
    return toOpenAiSchema(schema, task);
  } catch (cause) {
    throw new ModelError('ai-request-refused', `The answer of “${task}” cannot be asked for in ${title}’s form.`, {
      cause,
    });
  }
}

type Response = OpenAI.Responses.Response;

async function follow(events: AsyncIterable<OpenAI.Responses.ResponseStreamEvent>, seen: Seen) {
  let final: Response | undefined;
  for await (const event of events) {
    seen.stage = 'answering';
    if (event.type === 'response.output_text.delta') {
      seen.wrote(event.delta.length);
    } else if (
      event.type === 'response.completed' ||
      event.type === 'response.incomplete' ||
      event.type === 'response.failed'
    ) {
      final = event.response;
      seen.usage = final.usage ? usageOf(final.usage) : undefined;
    }
  }
  return final;
}

function answerOf<T>(request: ModelRequest<T>, final: Response | undefined, seen: Seen): ModelAnswer<T> {
  // A stream may end in the middle as if it were complete; only a final event says that it is.
  if (!final) throw new Error('the stream ended without a final event');
  const { model } = final;
  const { requestId, usage } = seen;
  const parts = final.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  const text = parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
  const details: ModelErrorDetails = { usage, requestId, text };
  const why = final.incomplete_details?.reason;
  if (
    parts.some((part) => part.type === 'refusal') ||
    why === 'content_filter' ||
    /policy/.test(final.error?.code ?? '')
  ) {
    throw new ModelError('ai-refused', `${title}’s ${model} declined to write this answer.`, details);
  }
  if (final.status === 'failed') throw new FailedResponse(final.error);
  if (final.status !== 'completed') {
    const most = request.maxTokens.toLocaleString('en-US');
    const sentence =
      why === 'max_output_tokens'
        ? `The answer of ${model} is longer than the ${most} tokens it may have, and was cut off.`
        : `The answer of ${model} stopped before its end.`;
    throw new ModelError('ai-cut-off', sentence, details);
  }
  const value = readAnswer(request, { text, model, usage, requestId });
  return { value, model, usage: usage ?? usageOf({}), ...(requestId ? { requestId } : {}) };
}

/** OpenAI counts what was read from the cache and what was written to it as part of the prompt. */
function usageOf(counted: Partial<OpenAI.Responses.ResponseUsage>): Usage {
  return {
    inputTokens: counted.input_tokens ?? 0,
    cachedInputTokens: counted.input_tokens_details?.cached_tokens ?? 0,
    cacheWriteTokens: counted.input_tokens_details?.cache_write_tokens ?? 0,
    outputTokens: counted.output_tokens ?? 0,
  };
}

/** The vendor took the request and then failed, in an event of the stream. */
class FailedResponse extends Error {
  readonly refusal: VendorRefusal;
  constructor(error: OpenAI.Responses.ResponseError | null) {
    const code = error?.code ?? 'server_error';
    super(`the response failed: ${code}`);
    const passing = code === 'server_error' || code === 'rate_limit_exceeded';
    const kinds = passing ? [code] : [code, 'invalid_request_error'];
    this.refusal = { status: undefined, kinds, words: error?.message ?? '', headers: undefined };
  }
}

function refusalOf(error: unknown): VendorRefusal | undefined {
  if (error instanceof FailedResponse) return error.refusal;
  if (!(error instanceof APIError) || error instanceof APIConnectionError) return undefined;
  const { status, code, type, headers } = error;
  // A body that is no JSON leaves no fields, and the page itself as the message.
  const body: unknown = error.error;
  const words = body && typeof body === 'object' && 'message' in body ? String(body.message) : '';
  const kinds = [code, type].filter((kind) => typeof kind === 'string');
  return { status, kinds, words, headers };
}
