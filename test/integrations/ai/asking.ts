import { inspect } from 'node:util';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { CallLimits, ModelAnswer, ModelCall, ModelRequest } from '../../../src/integrations/ai/model.ts';
import { ModelError } from '../../../src/integrations/ai/model-error.ts';
import { openModel, type VendorName } from '../../../src/integrations/ai/models.ts';
import { type AiVendors, startAiVendors } from '../../setup/ai-vendors/stand-in.ts';

/** Keys that look like real ones; no message may have any of it. */
export const keys: Record<VendorName, string> = {
  anthropic: 'sk-ant-api03-SECRETSECRETSECRET-AAAA',
  openai: 'sk-proj-SECRETSECRETSECRET-BBBB',
};
export const titles: Record<VendorName, string> = { anthropic: 'Anthropic', openai: 'OpenAI' };

export const tables = z.object({ tables: z.array(z.object({ name: z.string(), rows: z.number() })) });
export type Tables = z.infer<typeof tables>;

/** A value of some length, so that its stream has a middle. */
export const value: Tables = {
  tables: Array.from({ length: 12 }, (_, index) => ({ name: `customers_${index}`, rows: index * 10 })),
};
export const text = JSON.stringify(value);

export const request: ModelRequest<Tables> = {
  task: 'tables',
  system: 'Answer with tables. '.repeat(30),
  context: 'The customer sells shoes. '.repeat(30),
  prompt: 'Which tables do they have?',
  schema: tables,
  maxTokens: 16_000,
};

/** Long enough for a busy machine, short enough for a test. */
export const limits: CallLimits = { totalMs: 20_000, idleMs: 10_000 };

export async function vendorsForTest(...args: Parameters<typeof startAiVendors>): Promise<AiVendors> {
  const vendors = await startAiVendors(...args);
  onTestFinished(() => vendors.close());
  return vendors;
}

/** An address of this machine where nobody listens any more. */
export async function deadUrl(): Promise<string> {
  const vendors = await startAiVendors();
  await vendors.close();
  return vendors.anthropicUrl;
}

export interface Asking {
  readonly limits?: CallLimits;
  readonly signal?: AbortSignal;
  readonly progress?: (line: string) => void;
  readonly givenUp?: ModelCall['givenUp'];
  readonly model?: string;
  readonly baseUrl?: string;
  readonly request?: ModelRequest<Tables>;
}

export function urlOf(vendors: AiVendors, vendor: VendorName): string {
  return vendor === 'anthropic' ? vendors.anthropicUrl : vendors.openaiUrl;
}

export function ask(vendors: AiVendors, vendor: VendorName, asking: Asking = {}): Promise<ModelAnswer<Tables>> {
  const { baseUrl = urlOf(vendors, vendor), model = 'some-model' } = asking;
  const opened = openModel(vendor, { key: keys[vendor], baseUrl }, model, asking.limits ?? limits);
  const { signal = new AbortController().signal, progress = () => {}, givenUp = () => {} } = asking;
  return opened.complete(asking.request ?? request, { signal, progress, givenUp });
}

/** The failure of a call. */
export async function failureOf(call: Promise<unknown>): Promise<ModelError> {
  const error = await call.then(
    () => new Error('the call did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ModelError) return error;
  throw error;
}

/** Everything that a log, a page or Temporal's history could hold of an error. */
export function everythingOf(error: unknown): string {
  const seen: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) seen.push(String(at), at.stack ?? '', JSON.stringify(at));
  return [...seen, inspect(error, { depth: 10 })].join('\n');
}
