import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { toAnthropicSchema } from '../src/integrations/ai/anthropic-schema.ts';
import type { ModelRequest } from '../src/integrations/ai/model.ts';
import { canonicalJson } from '../src/integrations/artifacts/canonical-json.ts';
import { type Digest, digestOf } from '../src/integrations/artifacts/digest.ts';

/** The form of an answer as a vendor is given it, remarks on its fields included. */
export function vendorForm({ schema, task }: ModelRequest<unknown>): object {
  return toAnthropicSchema(schema, task).schema;
}

/** Of the form without its remarks, which are words of the prompt: an answer to another form is stale. */
export function formDigest({ schema }: ModelRequest<unknown>): Digest {
  return digestOf(canonicalJson(withoutRemarks(z.toJSONSchema(schema))));
}

/** Of every word that is sent. */
export function promptDigest(request: ModelRequest<unknown>): Digest {
  const { system, context, prompt } = request;
  return digestOf(canonicalJson({ system, context, prompt, form: vendorForm(request) }));
}

/** What keeps an answer from having the form, a sentence each; vendors hold a model to it while it writes. */
export function unfitIn({ schema }: ModelRequest<unknown>, answer: unknown): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const check = ajv.compile(z.toJSONSchema(schema));
  if (check(answer)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
    const detail = additionalProperty ?? allowedValues?.join(', ');
    return `${instancePath || 'the root'} ${message ?? 'does not fit'}${detail === undefined ? '' : ` (${detail})`}`;
  });
}

function withoutRemarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRemarks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // A field may itself be called so, and then holds a schema.
      .filter(([key, inner]) => !(key === 'description' && typeof inner === 'string'))
      .map(([key, inner]) => [key, withoutRemarks(inner)]),
  );
}
