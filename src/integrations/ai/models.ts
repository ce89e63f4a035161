import { anthropic } from './anthropic.ts';
import type { CallLimits, Model, ModelVendor, VendorAccess } from './model.ts';
import { openai } from './openai.ts';

/** Every vendor of models. Another one is a file of its own and a word here. */
export const vendors = { anthropic, openai } as const satisfies Record<string, ModelVendor>;

export type VendorName = keyof typeof vendors;

export const vendorNames = Object.keys(vendors) as readonly VendorName[];

/**
 * A model that can be asked.
 * @throws {ModelError} `ai-key-refused` for a key that cannot be one
 * @example openModel('anthropic', { key }, 'claude-opus-5-5').complete(request, call)
 */
export function openModel(vendor: VendorName, access: VendorAccess, model: string, limits?: CallLimits): Model {
  return vendors[vendor].open(access, model, limits);
}
